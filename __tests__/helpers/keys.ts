import { Fake } from "../../detectors/fake.ts";

/** Keys that are known by how they look. */
export function shapedKeys(fake: Fake): string[] {
  return [
    fake.accessKeyId(),
    fake.secretAccessKey(),
    fake.smtpPassword(),
    fake.oldSmtpPassword(),
    fake.clientSecret(),
  ];
}

/** An SES SMTP credential in an env file; the password stands at 3:15. */
export function mailEnv(seed: number): { text: string; id: string; secret: string } {
  const fake = new Fake(seed);
  const [id, secret] = [fake.accessKeyId(), fake.smtpPassword()];
  return {
    id,
    secret,
    text: `SES_SMTP_HOST=email-smtp.eu-west-1.amazonaws.com\nSES_SMTP_USER=${id}\nSES_SMTP_PASS=${secret}\n`,
  };
}
