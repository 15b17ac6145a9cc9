// go get github.com/aws/aws-sdk-go-v2/config
// go get github.com/aws/aws-sdk-go-v2/service/secretsmanager
package mail

import (
	"context"
	"encoding/json"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	sm "github.com/aws/aws-sdk-go-v2/service/secretsmanager"
)

// SMTPLogin needs no key: the SDK finds the role it runs with.
func SMTPLogin(ctx context.Context) (username, password string, err error) {
	cfg, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return "", "", err
	}
	answer, err := sm.NewFromConfig(cfg).GetSecretValue(ctx,
		&sm.GetSecretValueInput{SecretId: aws.String("mail/ses")})
	if err != nil {
		return "", "", err
	}
	var found struct {
		First  string `json:"username"`
		Second string `json:"password"`
	}
	err = json.Unmarshal([]byte(aws.ToString(answer.SecretString)), &found)
	return found.First, found.Second, err
}
