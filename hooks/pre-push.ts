import { withoutGoneComments } from "../src/audit/goneComments.ts";
import { CleanBlobs } from "../src/cleanBlobs.ts";
import type { Verdict } from "../src/finding.ts";
import type { Source } from "../src/fragment.ts";
import { frameworkPush } from "../src/git/frameworkPush.ts";
import { isPromisor } from "../src/git/promisors.ts";
import { parseRefUpdates, type RefUpdate } from "../src/git/refUpdates.ts";
import { openRepo, type Repo } from "../src/git/repo.ts";
import { currentSnapshot } from "../src/git/snapshot.ts";
import type { ExitCode, Io } from "../src/io.ts";
import { barredAgent } from "../src/policy/actor.ts";
import { decide } from "../src/policy/decide.ts";
import { judgeOverride } from "../src/policy/override.ts";
import { ensureSalt } from "../src/policy/stageRecord.ts";
import { type TipGroup, tipGroups } from "../src/policy/tipPolicy.ts";
import { writeRecord } from "../src/policy/writeRecord.ts";
import { contradictedText, refusalText } from "../src/report/notes.ts";
import { withProgress } from "../src/report/progress.ts";
import { type ReportOptions, writeReport } from "../src/report/report.ts";
import { hasSalt, loadSalt } from "../src/salt.ts";
import { scan } from "../src/scan.ts";
import { withScene } from "../src/scene.ts";
import { knownToRemote, type PushTarget, pushSource } from "../src/sources/push.ts";
import { readAll } from "../src/sources/stdin.ts";
import { exitCodeOf, joined, letThrough, verdictOf, withNotes } from "../src/verdict.ts";

/**
 * Checks everything a push would send to the remote, for every ref line on standard input. Reports on stderr.
 * @param to `null` when a hook manager passes the push in variables instead of arguments
 */
export async function prePush(io: Io, to: PushTarget | null, options: ReportOptions): Promise<ExitCode> {
  const repo = await openRepo(io);
  const { updates, ...target } =
    to === null ? await frameworkPush(repo) : { ...to, updates: await refLines(io) };
  const [groups, known] = await Promise.all([tipGroups(repo, updates), knownToRemote(repo, updates, target)]);
  const progress = (source: Source) => withProgress(source, io, options);
  const verdicts: Verdict[] = [];
  for (const group of groups) verdicts.push(await judge(repo, group, known.oids, target, progress));
  const verdict = joined(verdicts);
  if (verdict === null) return 0;
  // If something was found, says why so much was read.
  const why = verdict.findings.length === 0 ? null : contradictedText(known.contradicted, target.remote);
  const shown = await withScene(repo, withNotes(verdict, null, why), { updates });
  writeReport(io.stderr, io, shown, options);
  return exitCodeOf(verdict);
}

async function refLines(io: Io): Promise<RefUpdate[]> {
  return parseRefUpdates((await readAll(io.stdin)).toString("utf8"));
}

async function judge(
  repo: Repo,
  group: TipGroup,
  known: readonly string[],
  target: PushTarget,
  progress: (source: Source) => Source,
): Promise<Verdict> {
  const { config, salt, updates } = group;
  const clean = await CleanBlobs.open(repo);
  const result = await scan(
    progress(
      pushSource(repo, config, updates, known, { clean, mayLack: () => isPromisor(repo, target.url) }),
    ),
    salt,
  );
  const judged = await decide(result.findings, config, group.records);
  const { findings, notes } = await withoutGoneComments(repo, judged, group);
  // A record is committed on top of what is pushed, so HEAD has to be part of it.
  const barred = group.ends.some(({ commit }) => commit === repo.head) ? null : "elsewhere";
  const outcome = await judgeOverride(repo, config, findings, "push", result.redactor, barred);
  const verdict = verdictOf(
    "push",
    result,
    { findings, notes: [...group.notes, ...notes] },
    { push: { remote: target.remote }, barredAgent: barredAgent(repo.env, config) },
  );
  if (outcome.kind !== "granted") return withNotes(verdict, refusalText(outcome));
  if (!hasSalt(salt)) {
    await ensureSalt(repo);
    return judge(repo, { ...group, salt: await loadSalt(currentSnapshot(repo)) }, known, target, progress);
  }
  const { path } = await writeRecord(repo, outcome.record, config.override);
  return letThrough(verdict, outcome.record, path);
}
