import type { Fake } from "../../detectors/fake.ts";
import { type Context, mark, markIdentifier } from "./sample.ts";

const secret = (fake: Fake) => mark(fake.secretAccessKey());
const password = (fake: Fake) => mark(fake.smtpPassword());
const base64 = (text: string) => Buffer.from(text).toString("base64");
/** A key id: half of the pair, and not secret by itself. */
const id = (fake: Fake) => markIdentifier(fake.accessKeyId());
const HOST = "email-smtp.eu-west-1.amazonaws.com";

/** Places of SES credentials in real repositories. */
export const awsContexts: readonly Context[] = [
  [".env", (f) => `MAIL_HOST=${HOST}\nMAIL_USERNAME=${id(f)}\nMAIL_PASSWORD=${password(f)}\n`],
  [
    "config/application.yml",
    (f) => `spring:\n  mail:\n    host: ${HOST}\n    username: ${id(f)}\n    password: "${password(f)}"\n`,
  ],
  [
    "mailer.js",
    (f) =>
      `nodemailer.createTransport({ host: "${HOST}", auth: { user: "${id(f)}", pass: "${password(f)}" } });\n`,
  ],
  ["settings.py", (f) => `EMAIL_HOST_USER = '${id(f)}'\nEMAIL_HOST_PASSWORD = '${password(f)}'\n`],
  ["sasl_passwd", (f) => `[${HOST}]:587 ${id(f)}:${password(f)}\n`],
  ["msmtprc", (f) => `host ${HOST}\nuser ${id(f)}\npassword ${password(f)}\n`],
  [".env", (f) => `MAILER_DSN=smtp://${id(f)}:${mark(encodeURIComponent(f.smtpPassword()))}@${HOST}:587\n`],
  [
    "credentials.csv",
    (f) => `\uFEFFUser name,Access key ID,Secret access key\r\nmailer,${id(f)},${secret(f)}\r\n`,
  ],
  [
    "ses-smtp.csv",
    (f) => `IAM User Name,Smtp Username,Smtp Password\r\nses-smtp-user.1,${id(f)},${password(f)}\r\n`,
  ],
  [
    "home/.aws/credentials",
    (f) => `[default]\naws_access_key_id = ${id(f)}\naws_secret_access_key = ${secret(f)}\n`,
  ],
  [
    "send.py",
    (f) =>
      `boto3.client("ses", "eu-west-1", aws_access_key_id="${id(f)}", aws_secret_access_key="${secret(f)}")\n`,
  ],
  ["send.go", (f) => `credentials.NewStaticCredentials("${id(f)}", "${secret(f)}", "")\n`],
  ["Send.java", (f) => `new BasicAWSCredentials("${id(f)}",\n    "${secret(f)}");\n`],
  ["send.php", (f) => `'credentials' => ['key' => '${id(f)}', 'secret' => '${secret(f)}'],\n`],
  ["send.rb", (f) => `Aws::Credentials.new('${id(f)}', '${secret(f)}')\n`],
  ["send.ps1", (f) => `Set-AWSCredential -AccessKey ${id(f)} -SecretKey ${secret(f)}\n`],
  [
    "appsettings.json",
    (f) => `{"Smtp": {"Host": "${HOST}", "Username": "${id(f)}", "Password": "${password(f)}"}}\n`,
  ],
  ["main.tf", (f) => `provider "aws" {\n  access_key = "${id(f)}"\n  secret_key = "${secret(f)}"\n}\n`],
  [
    "terraform.tfstate",
    (f) =>
      `{"attributes": {"id": "${id(f)}", "secret": "${secret(f)}", "ses_smtp_password_v4": "${password(f)}"}}\n`,
  ],
  ["secret.yaml", (f) => `kind: Secret\ndata:\n  smtp-password: ${mark(base64(f.smtpPassword()))}\n`],
  [
    "docker-compose.yml",
    (f) => `environment:\n  - AWS_ACCESS_KEY_ID=${id(f)}\n  - AWS_SECRET_ACCESS_KEY=${secret(f)}\n`,
  ],
  [
    "session.txt",
    (f) =>
      `334 VXNlcm5hbWU6\n${markIdentifier(base64(f.accessKeyId()))}\n334 UGFzc3dvcmQ6\n${mark(base64(f.smtpPassword()))}\n`,
  ],
  [
    "ci.yml",
    (f) =>
      `env:\n  AWS_ACCESS_KEY_ID: ${id(f)}\n  AWS_SECRET_ACCESS_KEY: ${secret(f)}\n  AWS_SESSION_TOKEN: ${mark(f.sessionToken())}\n`,
  ],
  ["dump.sql", (f) => `INSERT INTO mail VALUES ('${HOST}','${id(f)}','${password(f)}');\n`],
  ["notes.md", (f) => `SMTP username:\n${id(f)}\n\nSMTP password:\n${password(f)}\n`],
  ["notebook.ipynb", (f) => `{"source": ["key = \\"${id(f)}\\"\\n", "secret = \\"${secret(f)}\\"\\n"]}\n`],
];
