import type { Examples } from "../examples.ts";
import type { Fake } from "../fake.ts";
import { smtpPasswords } from "./smtpDerivation.ts";

const DOCUMENTED = ["wJalrXUtnFEMI", "/K7MDENG/bPxRfiCY", "EXAMPLEKEY"].join("");

/** Texts for `aws-ses-smtp-password`. */
export function examples(fake: Fake): Examples {
  const [id, secret] = [fake.accessKeyId(), fake.smtpPassword()];
  const [url, encoded] = [encodeURIComponent(secret), Buffer.from(secret).toString("base64")];
  const plain = Buffer.from(`\0${id}\0${secret}`).toString("base64");
  const entities = secret.replaceAll("+", "&#43;").replaceAll("/", "&#x2F;");
  const [first, second] = [secret.slice(0, 20), secret.slice(20)];
  const octal = secret.replaceAll("+", "\\053").replaceAll("/", "\\057");
  const doubled = `${secret.slice(0, 30)}%%2F${secret.slice(31)}`;
  return {
    match: [
      {
        text: `SES_SMTP_USER=${id}\nSES_SMTP_PASS=${secret}\n`,
        secret,
        identifier: id,
      },
      { text: `[email-smtp.eu-west-1.amazonaws.com]:587 ${id}:${secret}\n`, secret, identifier: id },
      {
        text: `IAM user name,SMTP user name,SMTP password\r\nses-smtp-user.20240101,${id},${secret}\r\n`,
        secret,
        identifier: id,
      },
      { text: `MAILER_DSN=ses+smtp://${id}:${url}@default`, secret: url, identifier: id },
      { text: `smtps://${id}:${secret}@email-smtp.eu-west-1.amazonaws.com`, secret, identifier: id },
      { text: `{ auth: { user: "${id}", pass: "${secret}" } }`, secret, identifier: id },
      { text: `data:\n  password: ${encoded}\n`, secret: encoded },
      { text: `a.join("");\nb = Buffer.from("${encoded}", "base64");\n`, secret: encoded },
      { text: `AUTH PLAIN ${plain}`, secret: plain, identifier: id },
      { text: `<td>${entities}</td>`, secret: entities },
      { text: `"PassWord\\n${secret}\\n"`, secret },
      { text: `P="${first}" \\\n  "${second}"`, secret: `${first}" \\\n  "${second}` },
      { text: `$p = '${first}' . '${second}';`, secret: `${first}' . '${second}` },
      { text: `// P = "${first}" +\n//   "${second}"`, secret: `${first}" +\n//   "${second}` },
      { text: `dsn: 'smtp://${id}:${doubled}@mail.example.test'`, secret: doubled, identifier: id },
      { text: `body=one%0A${secret}%0D%0Atwo`, secret },
      { text: `@@ -0,0 +1 @@\n+${secret}\n`, secret },
      { text: `s:44:"${secret}";`, secret },
      { text: `smtp-cli -u${id} -p${secret} --tls`, secret, identifier: id },
      { text: `printf '\\0${id}\\000${secret}' | base64`, secret, identifier: id },
      { text: `char *p = "${octal}";`, secret: octal },
      { text: `p = "".join(["${first}", "${second}"])`, secret: `${first}", "${second}` },
      { text: `p = ["${first}", "${second}"].join('')`, secret: `${first}", "${second}` },
      { text: `concat!("${first}", "${second}")`, secret: `${first}", "${second}` },
      { text: `P="${first}""${second}"`, secret: `${first}""${second}` },
      { text: `password=3D${secret}`, secret },
      { text: `password: ${first}=\r\n${second}`, secret: `${first}=\r\n${second}` },
      { text: secret, secret },
      { text: `sed -i 's/^SMTP_PASSWORD=.*/${secret}/' .env\n`, secret },
      { text: `RUN sed -i "s/@@SMTP_PASS@@/${secret}/g" /etc/msmtprc\n`, secret },
      { text: `:%s/password: .*/password: ${secret}/g\n`, secret },
      { text: `[\n  "${secret}",\n  "${fake.bytes(32).toString("hex")}"\n]\n`, secret },
    ],
    noMatch: [
      ...Array.from(smtpPasswords(DOCUMENTED, ["us-east-1", "eu-north-1"]), ({ password }) => ({
        text: `SMTP_PASSWORD=${password}`,
        because: "it follows from a key that AWS prints",
      })),
      { text: `SMTP_PASSWORD=BQ${secret.slice(2)}`, because: "its version byte is not followed by a hash" },
      { text: `SMTP_PASSWORD=C${secret.slice(1)}`, because: "its version byte is another" },
      { text: `SMTP_PASSWORD=${secret.slice(0, 43)}`, because: "43 characters" },
      { text: `SMTP_PASSWORD=${secret}=`, because: "it has padding" },
      { text: `key: ${secret}${fake.bytes(32).toString("base64url")}`, because: "a VAPID key goes on" },
      { text: `SMTP_PASSWORD=BB${"ab".repeat(21)}`, because: "it is a stand-in" },
      { text: `- "${first}"\n- "${second}"`, because: "items of a list are not joined" },
      { text: `["${first}", "${second}"].join(",")`, because: "they are joined with something between" },
      ...[
        ["B", "org/bouncycastle/asn1/ASN1ObjectIdentifier"],
        ["BI", "org/apache/poi/xssf/binary/XSSFBCellRange"],
        ["BII", "com/github/luben/zstd/ZstdDictDecompress"],
      ].map(([numbers, className]) => ({
        text: `smtp.password([${numbers}L${className};)V\n`,
        because: "it is a type in a Java class file",
      })),
      { text: `x-${secret}`, because: "it is part of a word" },
      { text: `smtp: path/${secret}/x`, because: "it is part of a path" },
      { text: `sed -i 's/x/${secret}/'`, because: "nothing says what it is, and it may be part of a path" },
      { text: "SMTP_PASSWORD=${SES_SMTP_PASSWORD}", because: "a reference, not a value" },
      {
        text: `${fake.bytes(57).toString("base64")}\n${noDigits(secret)}\n`,
        because: "it is the last line of a block of base64",
      },
    ],
  };
}

function noDigits(text: string): string {
  return text.replace(/\d/g, "x");
}
