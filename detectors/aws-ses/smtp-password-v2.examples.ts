import type { Examples } from "../examples.ts";
import type { Fake } from "../fake.ts";
import { oldSmtpPassword } from "./smtpDerivation.ts";

const DOCUMENTED = ["wJalrXUtnFEMI", "/K7MDENG/bPxRfiCY", "EXAMPLEKEY"].join("");

/** Texts for `aws-ses-smtp-password-v2`. */
export function examples(fake: Fake): Examples {
  const [id, secret] = [fake.accessKeyId(), fake.oldSmtpPassword()];
  const encoded = Buffer.from(secret).toString("base64");
  return {
    match: [
      { text: `user: ${id}\npass: ${secret}\n`, secret, identifier: id },
      { text: `spring.mail.password=${secret}\n`, secret },
      { text: `host: email-smtp.us-east-1.amazonaws.com\nvalue: ${secret}\n`, secret },
      { text: `SMTP_PASSWORD=${encoded}`, secret: encoded },
      { text: `"ses_smtp_password": "${secret}"`, secret },
      { text: `env:\n  - name: SMTP_SECRET\n    value: ${secret}\n`, secret },
      { text: `{"ParameterKey": "SmtpPassword",\n "ParameterValue": "${secret}"}`, secret },
      { text: `<property name="mail.smtp.password">\n  <value>${secret}</value>\n</property>`, secret },
    ],
    noMatch: [
      {
        text: `SMTP_PASSWORD=${oldSmtpPassword(DOCUMENTED)}`,
        because: "it follows from a key that AWS prints",
      },
      {
        text: `mail: ses\nsecp256k1 public key: ${secret}`,
        because: "compressed points of curves begin alike",
      },
      { text: `SMTP_PASSWORD=Ab${secret.slice(2)}`, because: "its version byte is not followed by a hash" },
      { text: `SMTP_PASSWORD=${secret.slice(0, 43)}`, because: "43 characters" },
      {
        text: '"SMTP password" "AlreadyExistsUnimplementedUNIMPLEMENTEDempty message"\n',
        because: "words run together, in a Go program",
      },
      { text: `SMTP_PASSWORD=${secret}/`, because: "45 characters" },
    ],
  };
}
