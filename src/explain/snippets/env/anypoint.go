package anypoint

import (
	"fmt"
	"os"
)

// ConnectedApp is read at start-up and fails when a part is missing.
func ConnectedApp() (id, secret string, err error) {
	if id, err = required("ANYPOINT_CLIENT_ID"); err != nil {
		return "", "", err
	}
	secret, err = required("ANYPOINT_CLIENT_SECRET")
	return id, secret, err
}

func required(name string) (string, error) {
	value := os.Getenv(name)
	if value == "" {
		return "", fmt.Errorf("%s is not set", name)
	}
	return value, nil
}
