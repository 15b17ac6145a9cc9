import { groupBy } from "../detectors/groupBy.ts";
import type { Finding } from "./finding.ts";

/** Proven findings with the fingerprint of their other half: the secret key of a password, a password of the secret key. */
export function withPeers(findings: readonly Finding[]): Finding[] {
  const proven = findings.filter(({ evidence }) => evidence.provenBy === "hmac");
  const halves = groupBy(proven, half);
  return findings.map((finding) => {
    if (finding.evidence.provenBy !== "hmac") return finding;
    const [peer] = halves.get(otherHalf(finding)) ?? [];
    return peer === undefined
      ? finding
      : { ...finding, evidence: { ...finding.evidence, peer: peer.fingerprint } };
  });
}

function half({ credential, detector }: Finding): string {
  return `${detector === SECRET ? "key" : "password"} ${credential}`;
}

function otherHalf({ credential, detector }: Finding): string {
  return `${detector === SECRET ? "password" : "key"} ${credential}`;
}

const SECRET = "aws-secret-access-key";
