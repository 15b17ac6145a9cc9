import { groupBy } from "../detectors/groupBy.ts";
import type { Finding } from "./finding.ts";

/** Adds to each proven finding the fingerprint of its counterpart: an SMTP password's secret key, or a secret key's password. */
export function withPeers(findings: readonly Finding[]): Finding[] {
  const proven = findings.filter(({ evidence }) => evidence.provenBy === "hmac");
  const halves = groupBy(proven, (finding) => half(finding, isKey(finding)));
  return findings.map((finding) => {
    if (finding.evidence.provenBy !== "hmac") return finding;
    const [peer] = halves.get(half(finding, !isKey(finding))) ?? [];
    return peer === undefined
      ? finding
      : { ...finding, evidence: { ...finding.evidence, peer: peer.fingerprint } };
  });
}

/** Whether it is a secret key, not a password derived from one. */
function isKey({ detector }: Finding): boolean {
  return detector === "aws-secret-access-key";
}

function half({ credential }: Finding, ofKey: boolean): string {
  return `${ofKey ? "key" : "password"} ${credential}`;
}
