// go get github.com/hashicorp/vault/api
// go get github.com/hashicorp/vault/api/auth/approle
package mail

import (
	"context"
	"errors"
	"os"

	vault "github.com/hashicorp/vault/api"
	"github.com/hashicorp/vault/api/auth/approle"
)

// SMTPLogin reads with the AppRole that the platform hands over.
func SMTPLogin(ctx context.Context) (username, password string, err error) {
	client, err := vault.NewClient(vault.DefaultConfig()) // VAULT_ADDR
	if err != nil {
		return "", "", err
	}
	role, err := approle.NewAppRoleAuth(os.Getenv("VAULT_ROLE_ID"),
		&approle.SecretID{FromEnv: "VAULT_SECRET_ID"})
	if err != nil {
		return "", "", err
	}
	if _, err = client.Auth().Login(ctx, role); err != nil {
		return "", "", err
	}
	found, err := client.KVv2("secret").Get(ctx, "mail/ses")
	if err != nil {
		return "", "", err
	}
	username, ok := found.Data["username"].(string)
	if !ok {
		return "", "", errors.New("mail/ses has no username")
	}
	password, ok = found.Data["password"].(string)
	if !ok {
		return "", "", errors.New("mail/ses has no password")
	}
	return username, password, nil
}
