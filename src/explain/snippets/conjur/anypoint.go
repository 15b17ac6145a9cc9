// go get github.com/cyberark/conjur-api-go
package anypoint

import "github.com/cyberark/conjur-api-go/conjurapi"

// ConnectedApp finds the server and the workload's login (an API key, a
// JWT or a cloud identity) in the variables CONJUR_*.
func ConnectedApp() (id, secret string, err error) {
	config, err := conjurapi.LoadConfig()
	if err != nil {
		return "", "", err
	}
	client, err := conjurapi.NewClientFromEnvironment(config)
	if err != nil {
		return "", "", err
	}
	first, err := client.RetrieveSecret("anypoint/ci/client_id")
	if err != nil {
		return "", "", err
	}
	second, err := client.RetrieveSecret("anypoint/ci/client_secret")
	return string(first), string(second), err
}
