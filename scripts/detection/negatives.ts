import type { Fake } from "../../detectors/fake.ts";
import type { Context } from "./sample.ts";

/** Values in the place of secrets: references, placeholders, encrypted values. */
export const NO_SECRETS: readonly string[] = [
  "${CLIENT_SECRET}",
  "$CLIENT_SECRET",
  "%CLIENT_SECRET%",
  "$env:CLIENT_SECRET",
  "${{ secrets.CLIENT_SECRET }}",
  "{{client_secret}}",
  "{{ .Values.clientSecret }}",
  "${secure::client.secret}",
  "@client.secret@",
  "__CLIENT_SECRET__",
  "$(clientSecret)",
  "!Ref ClientSecret",
  "ssm:/app/secret",
  "op://vault/app/secret",
  "vault:secret/data/app#secret",
  "/run/secrets/app",
  "<your-client-secret>",
  "YOUR_CLIENT_SECRET",
  "your-secret-here",
  "CHANGEME",
  "change-me",
  "REPLACE_ME",
  "xxxxxxxx",
  "********",
  "[REDACTED]",
  "TODO",
  "myClientSecret",
  "dummy",
  "![bm90IGEgc2VjcmV0IGF0IGFsbA==]",
  "{bm90IGEgc2VjcmV0IGF0IGFsbA==}",
  "ENC[AES256_GCM,data:bm90,iv:YQ==,tag:Yg==,type:str]",
  "$ANSIBLE_VAULT;1.1;AES256",
];

/** Names of secrets of both families. */
export const NAMES = [
  "ANYPOINT_CLIENT_SECRET",
  "ANYPOINT_PASSWORD",
  "ANYPOINT_ACCESS_TOKEN",
  "AWS_SECRET_ACCESS_KEY",
  "SES_SMTP_PASSWORD",
];

const lines = (count: number, line: () => string) => `${Array.from({ length: count }, line).join("\n")}\n`;
const hex = (fake: Fake, length: number) => fake.string("0123456789abcdef", length);
const base64 = (fake: Fake, bytes: number) => fake.bytes(bytes).toString("base64");

/** Files full of values that look like Anypoint keys but are none. */
export const anypointLookAlikes: readonly Context[] = [
  [
    "exchange.json",
    (f) =>
      `{"organizationId": "${f.uuid()}", "groupId": "${f.uuid()}", "dependencies": [{"groupId": "${f.uuid()}"}]}\n`,
  ],
  [
    "contracts.json",
    (f) =>
      `{"clientId": "${f.clientId()}", "coreServicesId": "${f.clientId()}", "secretGroupId": "${f.uuid()}"}\n`,
  ],
  [
    "flow.xml",
    (f) =>
      lines(12, () => `<logger doc:name="token" doc:id="${f.uuid()}" message="#[payload.access_token]"/>`),
  ],
  [
    "global.xml",
    () =>
      `<anypoint-mq:connection clientId="\${mq.id}" clientSecret="\${secure::mq.secret}"/>\n<secure-properties:config file="s.yaml" key="\${mule.key}"/>\n`,
  ],
  ["sums.md5", (f) => lines(30, () => `${hex(f, 32)}  client_secret.bin`)],
  ["ids.xml", (f) => lines(20, () => `<item secret="${hex(f, 32).toUpperCase()}"/>`)],
  [
    ".env",
    (f) =>
      `ANYPOINT_CLIENT_ID=${f.clientId()}\nANYPOINT_ORG=${f.uuid()}\nANYPOINT_ENV=${f.uuid()}\nANYPOINT_HOST=anypoint.mulesoft.com\n`,
  ],
  [
    "settings.xml",
    (f) =>
      `<server><id>anypoint-exchange-v3</id><username>jdoe</username><password>{${base64(f, 32)}}</password></server>\n`,
  ],
  ["policy.json", () => `{"clientSecretExpression": "#[attributes.headers['client_secret']]"}\n`],
  [
    "api.raml",
    () =>
      "#%RAML 1.0\ntraits:\n  secured:\n    headers:\n      client_secret:\n        type: string\n        description: of your Anypoint application\n",
  ],
  [
    "mule-artifact.json",
    () => `{"secureProperties": ["anypoint.platform.client_id", "anypoint.platform.client_secret"]}\n`,
  ],
  [
    "client.ts",
    () =>
      "const anypointClientSecret = config.anypoint.clientSecret;\nconst anypointPassword = process.env.ANYPOINT_PASSWORD;\n",
  ],
  [
    "README.md",
    (f) =>
      `The Anypoint client secret is in the vault. Organization: ${f.uuid()}\n\n    flexctl registration create --token=<token> --organization=${f.uuid()}\n`,
  ],
  [
    "sealed.yaml",
    (f) => `kind: SealedSecret\nspec:\n  encryptedData:\n    ANYPOINT_CLIENT_SECRET: Ag${base64(f, 300)}\n`,
  ],
  ["call.sh", (f) => `curl -H "Authorization: Bearer ${f.uuid()}" https://api.acme.example/orders\n`],
  [
    "config.json",
    (f) =>
      `{"auths": {"registry.acme.example": {"auth": "${Buffer.from(`user:${f.uuid()}`).toString("base64")}"}}}\n`,
  ],
];

/** Files full of values that look like SES keys but are none. */
export const awsLookAlikes: readonly Context[] = [
  ["package-lock.json", (f) => lines(20, () => `"integrity": "sha512-${base64(f, 64)}",`)],
  [
    "yarn.lock",
    (f) => lines(20, () => `  resolved "https://registry.example.test/x/-/x-1.0.0.tgz#${hex(f, 40)}"`),
  ],
  ["commits.txt", (f) => lines(30, () => `${hex(f, 40)} rotate the smtp password and the secret access key`)],
  ["logo.css", (f) => `.logo { background: url(data:image/png;base64,${base64(f, 3000)}) }\n`],
  [
    "server.crt",
    (f) =>
      `-----BEGIN CERTIFICATE-----\n${base64(f, 900).replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`,
  ],
  [
    "README.md",
    () =>
      `aws_access_key_id = ${["AKIA", "IOSFODNN7", "EXAMPLE"].join("")}\naws_secret_access_key = ${["wJalrXUtnFEMI/K7MDENG", "/bPxRfiCY", "EXAMPLEKEY"].join("")}\n`,
  ],
  [
    "policy.json",
    (f) =>
      `{"Principal": {"AWS": "arn:aws:iam::${f.string("123456789", 12)}:user/mailer"}, "Sid": "AIDA${f.string("ABCDEFGHIJ234567", 16)}"}\n`,
  ],
  [
    "keys.ts",
    (f) =>
      `export const vapidPublicKey = "B${f.string("ABCDEFGHIJKLMNOP", 1)}${base64(f, 63).slice(0, 84)}";\n`,
  ],
  [
    "template.yaml",
    () =>
      "Environment:\n  AWS_SECRET_ACCESS_KEY: !Ref SecretKey\n  SMTP_PASSWORD: '{{resolve:secretsmanager:ses:SecretString:password}}'\n",
  ],
  ["mailer.ts", () => "const auth = { user: process.env.SES_USER, pass: process.env.SES_PASSWORD };\n"],
];
