import { loadConfig } from "../config/load.ts";
import type { JudgedFinding } from "../finding.ts";
import { type Change, stagedChange } from "../git/changes.ts";
import type { Repo } from "../git/repo.ts";
import { requireMerged } from "../git/requireMerged.ts";
import { currentSnapshot, indexSnapshot } from "../git/snapshot.ts";
import type { Redactor } from "../masking/redact.ts";
import { once } from "../once.ts";
import { decide } from "../policy/decide.ts";
import { loadRecords } from "../policy/storedRecords.ts";
import { loadSalt } from "../salt.ts";
import { scan } from "../scan.ts";
import { stagedSource } from "../sources/staged.ts";

/** What would block a commit of the index now, by the rules of the hook. */
export async function stagedFindings(repo: Repo): Promise<{
  readonly change: Change;
  readonly findings: readonly JudgedFinding[];
  readonly redactor: Redactor;
}> {
  const index = indexSnapshot(repo);
  await requireMerged(repo);
  const change = await stagedChange(repo);
  const config = await loadConfig(index);
  const result = await scan(stagedSource(repo, config, change), await loadSalt(index, currentSnapshot(repo)));
  const records = once(() => loadRecords(index, new Date(), config.override));
  const { findings } = await decide(result.findings, config, records);
  return {
    change,
    findings: findings.filter(({ status }) => status === "blocking"),
    redactor: result.redactor,
  };
}
