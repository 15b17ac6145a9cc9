import { droppedRecords } from "../src/audit/droppedRecords.ts";
import { isPolicy, policyFolder, remember } from "../src/config/known.ts";
import { loadConfig } from "../src/config/load.ts";
import { forgetAll as forgetFixes } from "../src/fix/backup.ts";
import { type StagedChange, stagedChange } from "../src/git/changes.ts";
import { openRepo, type Repo } from "../src/git/repo.ts";
import { oidsOf } from "../src/git/resolve.ts";
import { currentSnapshot, indexSnapshot } from "../src/git/snapshot.ts";
import type { ExitCode, Io } from "../src/io.ts";
import { once } from "../src/once.ts";
import { agentVariable, barredAgent } from "../src/policy/actor.ts";
import { decide, withPolicyNotes } from "../src/policy/decide.ts";
import { judgeOverride } from "../src/policy/override.ts";
import { leaveReceipt } from "../src/policy/receipt.ts";
import { stageRecord, stageSalt } from "../src/policy/stageRecord.ts";
import { loadRecords } from "../src/policy/storedRecords.ts";
import { noReceiptText, refusalText } from "../src/report/notes.ts";
import { withProgress } from "../src/report/progress.ts";
import { type ReportOptions, writeReport } from "../src/report/report.ts";
import { hasSalt, loadSalt } from "../src/salt.ts";
import { scan } from "../src/scan.ts";
import { withScene } from "../src/scene.ts";
import { stagedSource } from "../src/sources/staged.ts";
import { exitCodeOf, letThrough, receiptResult, verdictOf, withNotes } from "../src/verdict.ts";
import { withFix } from "../src/withFix.ts";

/** Checks the staged content, and records and stages an override. Reports on stderr. */
export async function preCommit(io: Io, options: ReportOptions): Promise<ExitCode> {
  const repo = await openRepo(io);
  const index = indexSnapshot(repo);
  const [config, salt, change] = await Promise.all([
    loadConfig(index),
    loadSalt(index, currentSnapshot(repo)),
    stagedChange(repo),
  ]);
  const result = await scan(withProgress(stagedSource(repo, config, change), io, options), salt);
  const records = once(() => loadRecords(index, new Date(), config.override));
  const judged = await decide(result.findings, config, records, agentVariable(io.env) !== null);
  const noted = await withPolicyNotes(judged, change, records);
  const dropped = await droppedRecords(repo, config, salt, change, records);
  const decision = { ...noted, notes: [...dropped, ...noted.notes] };
  const outcome = await judgeOverride(
    repo,
    config,
    decision.findings,
    "commit",
    result.redactor,
    change.isSealed ? "sealed" : null,
  );
  let verdict = verdictOf("commit", result, decision, {
    unborn: repo.head === null,
    barredAgent: barredAgent(io.env, config),
  });
  if (outcome.kind === "granted") {
    await stageSalt(repo);
    // Fingerprints made without the repository's salt match nowhere else: check again with the salt that exists now.
    if (!hasSalt(salt)) return preCommit(io, options);
    const path = await stageRecord(repo, outcome.record, config.override);
    verdict = letThrough(verdict, outcome.record, path);
  }
  // The record was staged as well, so the change is not the one read before.
  const final = verdict.recorded === null ? change : await stagedChange(repo);
  const unwritten = leaveReceipt(repo, final, receiptResult(verdict));
  verdict = await withFix(verdict, repo, change, result.redactor);
  const shown = await withScene(repo, withNotes(verdict, refusalText(outcome), noReceiptText(unwritten)));
  writeReport(io.stderr, io, shown, options);
  const code = exitCodeOf(verdict);
  if (code === 0) await Promise.all([forgetFixes(repo), rememberPolicy(repo, change)]);
  return code;
}

/** Remembers that configuration and salt at HEAD are valid, so that the next commit that leaves them alone need not read them. */
async function rememberPolicy(repo: Repo, change: StagedChange): Promise<void> {
  if (repo.head === null || change.paths.some(({ path }) => isPolicy(path))) return;
  const [tree = null] = await oidsOf(repo, [`${repo.head}:${policyFolder}`]);
  remember(repo, tree);
}
