// go get github.com/hashicorp/vault/api
// go get github.com/hashicorp/vault/api/auth/approle
package anypoint

import (
	"context"
	"errors"
	"os"

	vault "github.com/hashicorp/vault/api"
	"github.com/hashicorp/vault/api/auth/approle"
)

// ConnectedApp reads with the AppRole that the platform hands over.
func ConnectedApp(ctx context.Context) (id, secret string, err error) {
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
	found, err := client.KVv2("secret").Get(ctx, "anypoint/ci")
	if err != nil {
		return "", "", err
	}
	id, ok := found.Data["client_id"].(string)
	if !ok {
		return "", "", errors.New("anypoint/ci has no client_id")
	}
	secret, ok = found.Data["client_secret"].(string)
	if !ok {
		return "", "", errors.New("anypoint/ci has no client_secret")
	}
	return id, secret, nil
}
