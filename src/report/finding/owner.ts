import type { Evidence } from "../../../detectors/detector.ts";
import type { Group } from "../group.ts";
import { printable } from "../printable.ts";

const KEY_ID = /^A[KS]IA/;
const NAMES: readonly (readonly [keyof Evidence, string])[] = [
  ["account", "AWS account"],
  ["region", "region"],
  ["host", "host"],
  ["organization", "org"],
  ["user", "user"],
];

/** Whose credential it is and how that is known, as phrases: "key id AKIA…", "AWS account 123456789012", "proven by HMAC". */
export function owner(group: Group): string[] {
  const { head, findings } = group;
  const identifier = findings.find((finding) => finding.identifier !== null)?.identifier ?? null;
  const evidence: Evidence = Object.assign({}, ...findings.map((finding) => finding.evidence).reverse());
  const phrases: string[] = [];
  if (identifier !== null) phrases.push(`${nameOf(identifier, group)} ${identifier}`);
  for (const [field, name] of NAMES) {
    const value = evidence[field];
    if (value !== undefined && value !== identifier) phrases.push(`${name} ${value}`);
  }
  if (evidence.provenBy === "hmac") phrases.push("proven by HMAC");
  // These describe the place in the picture, not the credential.
  const { member, deletedBy } = head.evidence;
  if (member !== undefined) phrases.push(`in the archive at ${member}`);
  if (deletedBy !== undefined)
    phrases.push(`deleted by a later layer (${deletedBy.slice(0, 19)}), which does not remove it`);
  if (evidence.note !== undefined) phrases.push(evidence.note);
  if (head.encodings.length > 0) phrases.push(`decoded from ${head.encodings.join(", then ")}`);
  if (head.confidence === "likely") phrases.push("likely by shape and context");
  if (head.confidence === "possible") phrases.push("possible by its name only");
  return phrases.map(printable);
}

function nameOf(identifier: string, group: Group): string {
  if (KEY_ID.test(identifier)) return "key id";
  if (group.findings.some((finding) => finding.evidence.user === identifier)) return "user";
  return group.head.family === "anypoint" ? "client id" : "id";
}
