package mail

import (
	"fmt"
	"os"
)

// SMTPLogin is read at start-up and fails when a part is missing.
func SMTPLogin() (username, password string, err error) {
	if username, err = required("SES_SMTP_USERNAME"); err != nil {
		return "", "", err
	}
	password, err = required("SES_SMTP_PASSWORD")
	return username, password, err
}

func required(name string) (string, error) {
	value := os.Getenv(name)
	if value == "" {
		return "", fmt.Errorf("%s is not set", name)
	}
	return value, nil
}
