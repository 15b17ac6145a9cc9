import type { Verdict } from "./finding.ts";
import type { Change } from "./git/changes.ts";
import type { Repo } from "./git/repo.ts";
import type { Redactor } from "./masking/redact.ts";
import { exitCodeOf } from "./verdict.ts";

/** Adds to a blocking verdict whether `keylatch fix` could help; its code is loaded only then. */
export async function withFix(
  verdict: Verdict,
  repo: Repo,
  change: Change,
  redactor: Redactor,
): Promise<Verdict> {
  if (exitCodeOf(verdict) === 0) return verdict;
  const { canFix } = await import("./commands/index.ts");
  return { ...verdict, fixable: await canFix(repo, change, verdict.findings, redactor) };
}
