import type { Config } from "../config/schema.ts";
import type { JudgedFinding } from "../finding.ts";
import type { Repo } from "../git/repo.ts";
import { type Decision, decide } from "../policy/decide.ts";
import { scan } from "../scan.ts";
import { allowingSource } from "../sources/tracked.ts";

/** What a range or a push is judged by. */
interface Judging {
  readonly config: Config;
  readonly salt: Buffer;
  /** The ends that have a finding's commit. */
  tipsOf(finding: JudgedFinding): Promise<readonly string[]>;
}

/**
 * The decision about a range or a push, without what a comment allows that is not there any more at its end: like a record
 * that was removed, nobody who looks would know of it.
 */
export async function withoutGoneComments(
  repo: Repo,
  { findings, notes }: Decision,
  { config, salt, tipsOf }: Judging,
): Promise<Decision> {
  const standing = new Map<string, ReadonlySet<string>>();
  const decision = { findings: [...findings], notes: [...notes] };
  for (const [index, finding] of findings.entries()) {
    // What has no commit is pushed by itself, and its comment with it.
    if (finding.status !== "allowed" || finding.commit === null) continue;
    const { reason: _, ...judged } = finding;
    for (const tip of await tipsOf(finding)) {
      const allowed = standing.get(tip) ?? (await allowedAt(tip));
      standing.set(tip, allowed);
      if (allowed.has(finding.fingerprint)) continue;
      decision.findings[index] = { ...judged, status: "blocking" };
      decision.notes.push({ kind: "inline-refused", path: finding.path, line: finding.line, why: "gone" });
      break;
    }
  }
  return decision;

  async function allowedAt(tip: string): Promise<ReadonlySet<string>> {
    const { findings: found } = await scan(allowingSource(repo, config, tip), salt);
    const { findings } = await decide(found, config, async () => []);
    return new Set(findings.flatMap(({ status, fingerprint }) => (status === "allowed" ? fingerprint : [])));
  }
}
