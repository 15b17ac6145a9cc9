import { groupBy } from "../detectors/groupBy.ts";
import type { Finding } from "./finding.ts";

/** Proven findings with the fingerprint of their other half: the secret key of a password, a password of the secret key. */
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

/** A secret key, and no password made of one. */
function isKey({ detector }: Finding): boolean {
  return detector === "aws-secret-access-key";
}

function half({ credential }: Finding, ofKey: boolean): string {
  return `${ofKey ? "key" : "password"} ${credential}`;
}
