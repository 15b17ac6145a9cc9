import type { Examples } from "../examples.ts";
import type { Fake } from "../fake.ts";

const HOST = "email-smtp.eu-west-1.amazonaws.com";

/** Texts for `aws-secret-access-key`. */
export function examples(fake: Fake): Examples {
  const [id, secret] = [fake.accessKeyId(), fake.secretAccessKey()];
  const escaped = secret.replaceAll("/", "\\/");
  const unicode = `aBc4\\u002B${secret.slice(5).replace(/[+/]/g, "x")}`;
  const encoded = Buffer.from(`${secret}\n`).toString("base64");
  const [first, second] = [secret.slice(0, 20), secret.slice(20)];
  const edges = [`+${secret.slice(2)}/`, `/${secret.slice(2)}+`] as const;
  return {
    match: [
      {
        text: `[default]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`,
        secret,
        identifier: id,
      },
      {
        text: `\uFEFFUser name,Access key ID,Secret access key\r\nmailer,${id},${secret}\r\n`,
        secret,
        identifier: id,
      },
      { text: `new BasicAWSCredentials("${id}", "${secret}")`, secret, identifier: id },
      { text: `${id}|${secret}|us-east-1`, secret, identifier: id },
      { text: `${id}:${secret}`, secret, identifier: id },
      { text: `{"SecretAccessKey":"${secret}"}`, secret },
      { text: `'ses' => ['key' => env('K'), 'secret' => '${secret}'],`, secret },
      { text: `EMAIL_HOST_PASSWORD = '${secret}'`, secret },
      { text: `env:\n  - name: MAILER_PASSWORD\n    value: ${secret}\n`, secret },
      { text: `AWS_SECRET_ACCESS_KEY=${edges[0]}`, secret: edges[0] },
      { text: `AWS_SECRET_ACCESS_KEY="${edges[1]}"`, secret: edges[1] },
      { text: `{"secretKey":"${unicode}"}`, secret: unicode },
      { text: `{"secretKey":"${escaped}"}`, secret: escaped },
      { text: `data:\n  AWS_SECRET_ACCESS_KEY: ${encoded}\n`, secret: encoded },
      { text: `const secretKey = "${first}" +\n  "${second}";`, secret: `${first}" +\n  "${second}` },
      {
        text: `ses+api://${id}:${encodeURIComponent(secret)}@default?region=eu-west-1`,
        secret: encodeURIComponent(secret),
        identifier: id,
      },
      {
        text: `secret_key=a%2B${secret.slice(2).replaceAll("+", "b").replaceAll("/", "c")}&x=1`,
        secret: `a%2B${secret.slice(2).replaceAll("+", "b").replaceAll("/", "c")}`,
      },
      { text: `AWS Secret Access Key [None]: ${secret}\n`, secret },
      { text: `secret_access_key: {:system, "X", "${secret}"}`, secret },
      { text: `\${AWS_SECRET_ACCESS_KEY:-${secret}}`, secret },
      { text: `\${AWS_SECRET_ACCESS_KEY-${secret}}`, secret },
      { text: `{ "value": "${secret}", "name": "AWS_SECRET_ACCESS_KEY" }`, secret },
      { text: `${secret} is our secret access key\n`, secret },
      { text: `UPDATE options SET value='${secret}' WHERE name='aws_secret_access_key';`, secret },
      { text: `'ses' =&gt; ['secret' =&gt; '${secret}']`, secret },
      { text: `sed -i "s/^AWS_SECRET_ACCESS_KEY=.*/AWS_SECRET_ACCESS_KEY=${secret}/" .env\n`, secret },
      ...[
        `nodemailer.createTransport({host:'${HOST}',auth:{user:process.env.U,pass:'${secret}'}})`,
        `srv = smtplib.SMTP("${HOST}", 587)\nsrv.login(USER, "${secret}")\n`,
        `<email:smtps-connection host="${HOST}" user="\${u}" password="${secret}"/>`,
        `[${HOST}]:587 ses-smtp-user.20240101-101010:${secret}\n`,
        `SES_PWD=${secret}\n`,
      ].map((text) => ({ text, secret })),
    ],
    noMatch: [
      {
        text: `OAUTH_CLIENT_SECRET=${secret}\n`,
        because: "the secret of an OAuth client, as far as its name goes",
      },
      {
        text: `aws_secret_access_key = ${["wJalrXUtnFEMI", "/K7MDENG/bPxRfiCY", "EXAMPLEKEY"].join("")}`,
        because: "AWS prints it in its documentation",
      },
      {
        text: `AWSSecretKey=${["uV3F3YluFJax1cknvb", "cGwgjvx4QpvB+leU8dUj2o"].join("")}`,
        because: "AWS prints it in its documentation",
      },
      { text: `secret_key = ${fake.bytes(20).toString("hex")}`, because: "a hash in hex has less entropy" },
      { text: `AWS_SECRET_ACCESS_KEY=${secret.slice(1)}`, because: "39 characters" },
      { text: `AWS_SECRET_ACCESS_KEY=${secret}A`, because: "41 characters" },
      { text: `AWS_SECRET_ACCESS_KEY=${"A".repeat(40)}`, because: "it is a stand-in" },
      { text: `aws.secretKey=ENC(${secret})`, because: "it is encrypted" },
      { text: `aws.secretKey=![${secret}]`, because: "it is encrypted" },
      { text: "AWS_SECRET_ACCESS_KEY=${AWS_SECRET_ACCESS_KEY}", because: "a reference, not a value" },
      {
        text: `id: ${id}\nsid: AllowEc2InstancesWithEncryptedEbsVolumes\n`,
        because: "words run together",
      },
      {
        text: "secretAccessKey: /production/application/AwsSecretKeyPath",
        because: "a path of words",
      },
      {
        text: "readonly secretKey: SecretsManagerRDSMySQLRotationSingleUser",
        because: "words run together",
      },
      {
        text: `secretKey: '${["zuf+tfteSlswRu7BJ86w", "ekitnifILbZam1KYY3TG"].join("")}'`,
        because: "a playground that is open to everyone",
      },
      { text: "secret: com/example/mailer/SecretsManagerConfig1", because: "a path" },
      { text: "aws_secret_name: /prod/Mailer/SES/SmtpPassword/current/v2\n", because: "a path" },
      { text: `password: "${secret}"\n`, because: "a password of anything" },
      { text: `JWT_SECRET=${secret}\n`, because: "its name is of something else" },
      { text: `webhook_secret_key: ${secret}\n`, because: "its name is of something else" },
      {
        text: `RECAPTCHA_SECRET_KEY=x\nRECAPTCHA_SITE_KEY=6L${secret.slice(0, 6).replace(/[+/]/g, "d")}AAAAA${secret.slice(13).replace(/[+/]/g, "e")}\n`,
        because: "a public key of reCAPTCHA",
      },
    ],
  };
}
