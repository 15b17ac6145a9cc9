import { severities } from "../../detectors/detector.ts";
import { groupBy } from "../../detectors/groupBy.ts";
import type { JudgedFinding, Status } from "../finding.ts";

/** Findings that are fixed together: parts of one credential, or one secret in several places. */
export interface Group {
  readonly status: Status;
  /** The one to report: a secret rather than an id, then by severity, exposure and confidence. */
  readonly head: JudgedFinding;
  /** All findings, the head first. */
  readonly findings: readonly JudgedFinding[];
}

const STATUSES = ["blocking", "warning", "overridden", "allowed"] as const;
const EXPOSURES = ["published", "local", "staged", "disk"] as const;
const CONFIDENCES = ["certain", "likely", "possible"] as const;

/** Groups findings of the same status. Sorted by status, what blocks first, then by severity, then in the given order. */
export function groupFindings(findings: readonly JudgedFinding[]): Group[] {
  return STATUSES.flatMap((status) =>
    connect(findings.filter((finding) => finding.status === status))
      .map((members) => groupOf(status, members))
      .sort((a, b) => compareHeads(a.head, b.head)),
  );
}

function groupOf(status: Status, members: JudgedFinding[]): Group {
  const findings = members.sort(
    (a, b) =>
      Number(a.kind === "identifier") - Number(b.kind === "identifier") ||
      compareHeads(a, b) ||
      EXPOSURES.indexOf(a.exposure) - EXPOSURES.indexOf(b.exposure) ||
      CONFIDENCES.indexOf(a.confidence) - CONFIDENCES.indexOf(b.confidence),
  );
  return { status, head: findings[0] as JudgedFinding, findings };
}

function compareHeads(a: JudgedFinding, b: JudgedFinding): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity);
}

/** Sets of findings that share a fingerprint or a credential, directly or through others. */
function connect(findings: readonly JudgedFinding[]): JudgedFinding[][] {
  const leaders = new Map<string, string>();
  const leaderOf = (key: string): string => {
    let leader = key;
    for (let next = leaders.get(leader); next !== undefined; next = leaders.get(leader)) leader = next;
    return leader;
  };
  for (const { fingerprint, credential } of findings) {
    if (credential === null) continue;
    const [a, b] = [leaderOf(`fingerprint ${fingerprint}`), leaderOf(`credential ${credential}`)];
    if (a !== b) leaders.set(a, b);
  }
  const sets = groupBy(findings, ({ fingerprint }) => leaderOf(`fingerprint ${fingerprint}`));
  return Array.from(sets.values(), (set) => [...set]);
}
