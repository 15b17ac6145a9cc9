import type { Config } from "../config/schema.ts";
import type { JudgedFinding } from "../finding.ts";
import type { Repo } from "../git/repo.ts";
import type { Decision } from "../policy/decide.ts";
import { scan } from "../scan.ts";
import { allowingSource } from "../sources/tracked.ts";

/**
 * The decision about a range, without what a comment allows that is not there any more at its end: like a record that was
 * removed, nobody who looks would know of it.
 */
export async function withoutGoneComments(
  repo: Repo,
  { findings, notes }: Decision,
  config: Config,
  salt: Buffer,
  tip: string,
): Promise<Decision> {
  if (!findings.some(isAllowed)) return { findings, notes };
  const { findings: standing } = await scan(allowingSource(repo, config, tip), salt);
  const allowed = new Set(standing.flatMap((one) => (one.inlineAllow === null ? [] : one.fingerprint)));
  const isGone = (finding: JudgedFinding) => isAllowed(finding) && !allowed.has(finding.fingerprint);
  return {
    findings: findings.map((finding) => {
      if (!isGone(finding)) return finding;
      const { reason: _, ...judged } = finding;
      return { ...judged, status: "blocking" };
    }),
    notes: [
      ...notes,
      ...findings
        .filter(isGone)
        .map(({ path, line }) => ({ kind: "inline-refused", path, line, why: "gone" }) as const),
    ],
  };
}

function isAllowed({ status }: JudgedFinding): boolean {
  return status === "allowed";
}
