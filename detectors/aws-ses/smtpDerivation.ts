import { createHmac } from "node:crypto";

/**
 * Regions whose SMTP passwords are tried in a proof, the busiest first: every region with an SES endpoint, and others that
 * may get one, as the derivation works for any name.
 * @see https://docs.aws.amazon.com/general/latest/gr/ses.html
 */
export const REGIONS: readonly string[] = [
  ...["us-east-1", "eu-west-1", "us-west-2", "eu-central-1", "us-east-2", "eu-west-2", "ap-southeast-2"],
  ...[
    "ap-south-1",
    "ap-southeast-1",
    "ap-northeast-1",
    "ca-central-1",
    "eu-west-3",
    "sa-east-1",
    "us-west-1",
  ],
  ...["eu-north-1", "ap-northeast-2", "ap-northeast-3", "eu-south-1", "af-south-1", "me-south-1"],
  ...["us-gov-west-1", "us-gov-east-1", "ap-southeast-3", "il-central-1", "me-central-1", "eu-central-2"],
  ...["ap-south-2", "ap-southeast-5", "ca-west-1", "eusc-de-east-1", "ap-east-1", "ap-east-2", "eu-south-2"],
  ...["ap-southeast-4", "ap-southeast-6", "ap-southeast-7", "mx-central-1", "cn-north-1", "cn-northwest-1"],
  ...["us-iso-east-1", "us-isob-east-1"],
];

/**
 * SMTP passwords of a secret access key, one for each region: 0x04 and an HMAC chain, in base64.
 * @see https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html
 */
export function* smtpPasswords(
  secretAccessKey: string,
  regions: readonly string[] = REGIONS,
): Generator<{ region: string; password: string }> {
  const dated = hmac(`AWS4${secretAccessKey}`, "11111111");
  for (const region of regions) {
    let key = hmac(dated, region);
    for (const message of ["ses", "aws4_request", "SendRawEmail"]) key = hmac(key, message);
    yield { region, password: Buffer.concat([Buffer.of(4), key]).toString("base64") };
  }
}

/** SMTP password of the scheme before 2019-01-10, good for every region: 0x02 and one HMAC, in base64. */
export function oldSmtpPassword(secretAccessKey: string): string {
  return Buffer.concat([Buffer.of(2), hmac(secretAccessKey, "SendRawEmail")]).toString("base64");
}

function hmac(key: string | Buffer, message: string): Buffer {
  return createHmac("sha256", key).update(message, "utf8").digest();
}
