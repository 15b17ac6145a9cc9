import type { Detector, Hit, Span, View } from "../detector.ts";
import { isWordy } from "../entropy.ts";
import { around, inWrappedBlock, isSealed, lineBefore } from "../pattern.ts";
import { valuesOf } from "../runs.ts";
import { SMTP_44 } from "../signs/shapes.ts";
import { assignmentOf, keyIdOf, mailOnLine, sesNear } from "./nearby.ts";
import { isPublished } from "./published.ts";
import { mayBeSmtpPassword } from "./random.ts";
import { rotateSmtpPassword } from "./remediation.ts";
import { smtpEvidence } from "./smtpEvidence.ts";

/** Base64 of 0x04 and a 32-byte HMAC: always 44 characters, `B`, then `A` to `P`. */
const passwords = valuesOf("B[A-P][A-Za-z0-9+/]{42}", 44);

/**
 * An SMTP password is derived from an IAM user's secret key. It works in one region, for sending only, until the key is
 * deleted. Its format is so narrow that it needs no name: 850 MB of public packages contain no false match but addresses
 * in base58 and names.
 */
export const smtpPassword: Detector = {
  id: "aws-ses-smtp-password",
  family: "aws-ses",
  title: "Amazon SES SMTP password",
  severity: "high",
  kind: "generated",
  what: "The password that goes with an access key id to sign in to SES over SMTP: base64 of a version byte and an HMAC, 44 characters.",
  leavesAlone: [
    "passwords that follow from keys of the AWS documentation",
    "longer base64, such as VAPID keys and certificates",
    "addresses of blockchains, which are 44 characters of base58",
    "types in Java class files, such as an array of bytes before the name of a class",
    "references such as ${SES_SMTP_PASSWORD}",
  ],
  references: ["https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html"],
  keywords: [SMTP_44],
  *find(view: View): Generator<Hit> {
    for (const { value, isSlashed, ...secret } of passwords(view)) {
      if (!mayBeSmtpPassword(value) || isPublished(value)) continue;
      if (isSealed(view.text, secret)) continue;
      const id = keyIdOf(view, secret, "AKIA");
      const isExpected = id !== undefined || sesNear(view, secret) || isPassword(view, secret);
      if (!isExpected && (isSlashed || isWordy(value) || inWrappedBlock(view.text, secret))) continue;
      if (!isExpected && isAddress(view.text, secret)) continue;
      yield {
        secret,
        confidence: isExpected ? "certain" : "likely",
        identifier: id,
        evidence: smtpEvidence(view, secret, id, "v4"),
      };
    }
  },
  remediation: rotateSmtpPassword,
};

/** Characters on either side that are searched for another address. */
const REACH = 4000;
const BASE58 = "[1-9A-HJ-NP-Za-km-z]";
const ALL_BASE58 = new RegExp(`^${BASE58}{44}$`);
const OTHER_ADDRESS = new RegExp(`(?<![A-Za-z0-9+/])${BASE58}{43,44}(?![A-Za-z0-9+/=])`, "g");
const ADDRESS_NAME = /address|ed25519:|mint|program|pub(?:lic)?[_-]?key|solana|token|verkey|wallet/i;

/** Whether a value is a public key in base58, as for Solana, NEAR and Indy. One such key in 75 begins like a password, and one password in 70 has only base58 characters. */
function isAddress(text: string, secret: Span): boolean {
  if (!ALL_BASE58.test(text.slice(secret.start, secret.end))) return false;
  if (ADDRESS_NAME.test(lineBefore(text, secret.start, 120))) return true;
  return Array.from(around(text, secret, REACH).matchAll(OTHER_ADDRESS)).length > 1;
}

/** Whether the line of a value or its name says that it is a password. */
export function isPassword(view: View, secret: Span): boolean {
  if (mailOnLine(view, secret)) return true;
  return /pass|pwd|(?:smtp|mail|ses)\b.*secret/.test(assignmentOf(view, secret)?.key ?? "");
}
