import type { JudgedFinding } from "../finding.ts";
import type { Change } from "../git/changes.ts";
import type { Repo } from "../git/repo.ts";
import type { Redactor } from "../masking/redact.ts";
import { planFix } from "./plan.ts";

/** Only so many findings are tried: a hook is waiting. */
const MOST = 50;

/** Whether a fix could move at least one of these findings out of what is staged. Changes nothing. */
export async function canFix(
  repo: Repo,
  change: Change,
  findings: readonly JudgedFinding[],
  redactor: Redactor,
): Promise<boolean> {
  const blocking = findings.filter(({ status }) => status === "blocking").slice(0, MOST);
  return blocking.length > 0 && (await planFix(repo, change, blocking, redactor)).moved.length > 0;
}
