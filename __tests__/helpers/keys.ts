import { Fake } from "../../detectors/fake.ts";

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
