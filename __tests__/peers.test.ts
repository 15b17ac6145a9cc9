import type { Finding } from "../src/finding.ts";
import { withPeers } from "../src/peers.ts";

test("each half of a proof names the other, by its fingerprint", () => {
  const finding = (detector: string, fingerprint: string, credential: string, isProven = true) =>
    ({ detector, fingerprint, credential, evidence: isProven ? { provenBy: "hmac" } : {} }) as Finding;
  const findings = [
    finding("aws-secret-access-key", "a", "one"),
    finding("aws-ses-smtp-password", "b", "one"),
    finding("aws-ses-smtp-password-v2", "c", "one"),
    finding("aws-ses-smtp-password", "d", "two"),
    finding("aws-access-key-id", "e", "one", false),
  ];
  expect(withPeers(findings).map(({ evidence }) => evidence.peer)).toEqual([
    "b",
    "a",
    "a",
    undefined,
    undefined,
  ]);
});
