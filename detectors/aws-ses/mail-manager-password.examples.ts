import type { Examples } from "../examples.ts";
import type { Fake } from "../fake.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** Texts for `aws-ses-mail-manager-password`. */
export function examples(fake: Fake): Examples {
  const host = `${fake.string(`${LETTERS}0123456789`, 12)}.${fake.string(LETTERS, 4)}.mail-manager-smtp.amazonaws.com`;
  const user = `inp-${fake.string(`${LETTERS}0123456789`, 24)}`;
  const secret = fake.password();
  return {
    match: [
      { text: `SMTP_HOST=${host}\nSMTP_PASSWORD=${secret}\n`, secret },
      { text: `SMTP_USER=${user}\nSMTP_PW=${secret}\n`, secret, identifier: user },
      { text: `{ auth: { user: "${user}", pass: "${secret}" } }`, secret, identifier: user },
      {
        text: `Ingress:\n  Type: AWS::SES::MailManagerIngressPoint\n  Properties:\n    IngressPointConfiguration:\n      SmtpPassword: ${secret}\n`,
        secret,
      },
      { text: `[${host}]:587 ${user}:${secret}\n`, secret, identifier: user },
      { text: `smtp.login("${user}", "${secret}")`, secret, identifier: user },
      {
        text: `resource "awscc_ses_mail_manager_ingress_point" "x" {\n  smtp_password = "${secret}"\n}\n`,
        secret,
      },
      { text: `create_ingress_point(IngressPointConfiguration={"SmtpPassword": "${secret}"})`, secret },
      { text: `smtp://${user}:${secret}@${host}:587`, secret, identifier: user },
      ...[`P@${secret}`, `${secret}@`].flatMap((chosen) =>
        [
          `smtp.login("${user}", "$")`,
          `[${host}]:587 ${user}:$\n`,
          `curl --user '${user}:$' smtp://mail.acme.com`,
          `smtp://${user}:$@${host}:587`,
          `smtp://${user}:$@localhost`,
          `MAIL=${user}:$@${host}`,
        ].map((text) => ({ text: text.replace("$", chosen), secret: chosen, identifier: user })),
      ),
      { text: `smtp://${user}:${secret}@\${SMTP_HOST}/?to=a@acme.com`, secret, identifier: user },
    ],
    noMatch: [
      {
        text: "class MailManagerIngressPoint {\n  SmtpPassword?: SmtpPassword;\n}\n",
        because: "the name of a type",
      },
      { text: `[${host}]:587 ${user}:\${PASSWORD}\n`, because: "a reference, not a value" },
      { text: `SMTP_HOST=mail.example.test\nSMTP_PASSWORD=${secret}\n`, because: "another host" },
      { text: `SMTP_HOST=${host}\nSMTP_PASSWORD=\${SMTP_PASSWORD}\n`, because: "a reference, not a value" },
      { text: `SMTP_HOST=${host}\nSMTP_PASSWORD=changeme\n`, because: "it is a stand-in" },
      { text: `SMTP_HOST=${host}\nSMTP_PASSWORD=${secret.slice(0, 5)}\n`, because: "SES wants 8 characters" },
    ],
  };
}
