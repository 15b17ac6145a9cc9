import type { Detector, Hit, View } from "../detector.ts";
import { inWrappedBlock, isSealed, lineOf } from "../pattern.ts";
import { valuesOf } from "../runs.ts";
import { SMTP_44 } from "../signs/shapes.ts";
import { keyIdOf, sesNear } from "./nearby.ts";
import { isPublished } from "./published.ts";
import { mayBeOldSmtpPassword } from "./random.ts";
import { rotateSmtpPassword } from "./remediation.ts";
import { isPassword } from "./smtp-password.ts";
import { smtpEvidence } from "./smtpEvidence.ts";

/** Base64 of 0x02 and a 32-byte HMAC: 44 characters, `A`, then `g` to `v`. */
const passwords = valuesOf("A[g-v][A-Za-z0-9+/]{42}", 44);

/** Compressed points of elliptic curves begin with 0x02 as well. */
const PUBLIC_KEY = /pub(?:lic)?[_ -]?key|secp256|ed25519|validator/i;

/** An SMTP password of the scheme before 2019-01-10, valid in every region. Compressed public keys look the same, so it needs SES or mail around it. */
export const smtpPasswordV2: Detector = {
  id: "aws-ses-smtp-password-v2",
  family: "aws-ses",
  title: "Amazon SES SMTP password of the old scheme",
  severity: "high",
  kind: "generated",
  what: "An SES SMTP password made before 10 January 2019: base64 of a version byte and an HMAC, 44 characters, valid in every region.",
  leavesAlone: ["compressed public keys", "the same shape without SES, mail or an access key id around it"],
  references: ["https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html"],
  keywords: [SMTP_44],
  *find(view: View): Generator<Hit> {
    for (const { value, isSlashed, ...secret } of passwords(view)) {
      if (!mayBeOldSmtpPassword(value) || isPublished(value) || PUBLIC_KEY.test(lineOf(view.text, secret)))
        continue;
      if (isSealed(view.text, secret)) continue;
      const id = keyIdOf(view, secret, "AKIA");
      const isExpected = id !== undefined || sesNear(view, secret) || isPassword(view, secret);
      if (!isExpected && (isSlashed || inWrappedBlock(view.text, secret))) continue;
      yield {
        secret,
        confidence: "likely",
        identifier: id,
        evidence: smtpEvidence(view, secret, id, "v2"),
        // A secret key in the same change may prove it.
        unconfirmed: !isExpected,
      };
    }
  },
  remediation: rotateSmtpPassword,
};
