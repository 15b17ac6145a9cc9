import type { FoundEvidence, Span, View } from "../detector.ts";
import { keyIdFacts } from "./account.ts";
import { evidenceNear, keyIdOf } from "./nearby.ts";

/** Evidence on an SMTP password: the region and IAM user near it, and the account of its key id, if it has one. */
export function smtpEvidence(
  view: View,
  secret: Span,
  id: string | undefined,
  layout: "v4" | "v2",
): FoundEvidence {
  const { account } = id === undefined ? {} : keyIdFacts(id);
  const isTemporary = id === undefined && keyIdOf(view, secret)?.startsWith("ASIA") === true;
  return {
    layout,
    ...evidenceNear(view, secret),
    account,
    note: isTemporary ? "temporary keys have no SMTP passwords: it belongs to another key" : undefined,
  };
}
