// go get github.com/cyberark/conjur-api-go
package mail

import "github.com/cyberark/conjur-api-go/conjurapi"

// SMTPLogin finds the server and the workload's login (an API key, a
// JWT or a cloud identity) in the variables CONJUR_*.
func SMTPLogin() (username, password string, err error) {
	config, err := conjurapi.LoadConfig()
	if err != nil {
		return "", "", err
	}
	client, err := conjurapi.NewClientFromEnvironment(config)
	if err != nil {
		return "", "", err
	}
	first, err := client.RetrieveSecret("mail/ses/username")
	if err != nil {
		return "", "", err
	}
	second, err := client.RetrieveSecret("mail/ses/password")
	return string(first), string(second), err
}
