import type { Detector, Hit, View } from "../detector.ts";
import { around } from "../pattern.ts";
import { KEY_ID } from "../signs/shapes.ts";
import { keyIdFacts } from "./account.ts";
import { type KeyId, keyIds } from "./nearby.ts";
import { hideAccessKeyId, waitOutSession } from "./remediation.ts";

/** The name before an id in a pre-signed URL, a POST policy or a signed header. */
const SIGNED = /(?:AWSAccessKeyId|X-Amz-Credential|Credential)["']?\s{0,4}(?:%3D|[=:,])\s{0,4}["']?$/i;
const SIGNATURE = /X-Amz-(?:Signature|Algorithm)|[?&]Signature=|AWS4-HMAC-SHA256/i;

/** The note on an id that was meant to be public. */
export const IN_SIGNED_URL = "in a signed URL or header";

const LONG_RUN = /[A-Za-z0-9+/]{60}/;

/**
 * An access key id is half of a credential, and its secret is often nearby. Remediation commands need it to identify the
 * key. In a signed URL it was meant to be public.
 */
export const accessKeyId: Detector = {
  id: "aws-access-key-id",
  family: "aws-ses",
  title: "AWS access key id",
  severity: "medium",
  kind: "identifier",
  what: "AKIA (long-term) or ASIA (temporary) and 16 characters of base32: the id of an access key, which is also the user name of an SES SMTP credential.",
  leavesAlone: [
    "ids of documentation (EXAMPLE) and made-up ones",
    "AIDA, AROA and other ids that are no credentials",
    "runs of base64 that happen to hold the letters",
    "ids put together of several literals, unless their secret is in the same change",
  ],
  references: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
    "https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html",
  ],
  keywords: [KEY_ID],
  *find(view: View): Generator<Hit> {
    for (const keyId of keyIds(view)) {
      if (!keyId.real || inLongRun(view, keyId)) continue;
      const facts = keyIdFacts(keyId.id);
      const inUrl = isSigned(view, keyId);
      const secret = { start: keyId.start, end: keyId.end };
      // An id that is split into several literals is usually a made-up one, unless its secret is there too.
      const isCut = view.encodings(secret).includes("concatenation");
      yield {
        secret,
        confidence: facts.account === undefined ? "likely" : "certain",
        severity: inUrl || keyId.id.startsWith("ASIA") ? "low" : undefined,
        identifier: keyId.id,
        evidence: { ...facts, note: inUrl ? IN_SIGNED_URL : facts.note },
        unconfirmed: isCut,
      };
    }
  },
  remediation: hideAccessKeyId,
  temporary: waitOutSession,
};

function inLongRun(view: View, { start, end }: KeyId): boolean {
  const before = view.text[start - 1];
  if (before !== "+" && before !== "/") return false;
  return LONG_RUN.test(view.text.slice(Math.max(0, start - 60), end + 60));
}

/** Whether an id is part of a signed URL or header, with a signature instead of the secret. */
export function isSigned(view: View, keyId: KeyId): boolean {
  if (!SIGNED.test(view.text.slice(Math.max(0, keyId.start - 40), keyId.start))) return false;
  return SIGNATURE.test(around(view.text, keyId, 600));
}
