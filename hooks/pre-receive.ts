import { withoutGoneComments } from "../src/audit/goneComments.ts";
import type { Verdict } from "../src/finding.ts";
import { currentBranch, refsThatContain } from "../src/git/refs.ts";
import { parseReceivedRefs, type RefUpdate } from "../src/git/refUpdates.ts";
import { openRepo } from "../src/git/repo.ts";
import type { ExitCode, Io } from "../src/io.ts";
import { receivingPolicy } from "../src/policy/basePolicy.ts";
import { decide } from "../src/policy/decide.ts";
import { tipGroups } from "../src/policy/tipPolicy.ts";
import { type ReportOptions, writeReport } from "../src/report/report.ts";
import { scan } from "../src/scan.ts";
import { withScene } from "../src/scene.ts";
import { knownToServer, pushSource } from "../src/sources/push.ts";
import { readAll } from "../src/sources/stdin.ts";
import { exitCodeOf, joined, verdictOf } from "../src/verdict.ts";

/**
 * On a server: checks everything a push brings, for every ref line on standard input. Only records in the pushed commits
 * let a finding through. Reports on stderr, which git forwards to the person who pushes.
 */
export async function preReceive(io: Io, options: ReportOptions): Promise<ExitCode> {
  const repo = await openRepo(io);
  const updates = parseReceivedRefs((await readAll(io.stdin)).toString("utf8"));
  const groups = await tipGroups(repo, updates, (update, pushed) => receivingPolicy(repo, update, pushed));
  const [known, branch] = [await knownToServer(repo), await currentBranch(repo)];
  // A commit that another branch's configuration let in is checked again when it reaches the default branch: all of
  // them if there is no default branch yet.
  const isMain = ({ remoteRef }: RefUpdate) => remoteRef === `refs/heads/${branch}`;
  const exposureOf = async (commit: string) =>
    (await refsThatContain(repo, [commit])).length > 0 ? "published" : "local";
  const verdicts: Verdict[] = [];
  for (const group of groups) {
    const { config, salt, notes, updates } = group;
    const main = updates.filter(isMain);
    const others = updates.filter((update) => !isMain(update));
    const sources = [
      ...(main.length > 0 ? [pushSource(repo, config, main, oldEnds(main), { exposureOf })] : []),
      ...(others.length > 0 ? [pushSource(repo, config, others, [...known, ...newEnds(main)])] : []),
    ];
    for (const source of sources) {
      const result = await scan(source, salt);
      const judged = await decide(result.findings, config, group.records);
      const decision = await withoutGoneComments(repo, judged, group);
      const withNotes = { ...decision, notes: [...notes, ...decision.notes] };
      verdicts.push(verdictOf("push", result, withNotes, { push: { remote: null } }));
    }
  }
  const verdict = joined(verdicts);
  if (verdict === null) return 0;
  const shown = await withScene(repo, verdict, { tip: onlyBranch(updates) });
  writeReport({ write: (text) => io.stderr.write(text), columns: COLUMNS }, io, shown, options);
  return exitCodeOf(verdict);
}

function oldEnds(updates: readonly RefUpdate[]): string[] {
  return updates.flatMap(({ remoteOid }) => remoteOid ?? []);
}

function newEnds(updates: readonly RefUpdate[]): string[] {
  return updates.flatMap(({ localOid }) => localOid ?? []);
}

/** Terminal cells. Git puts "remote: " before each line. */
const COLUMNS = 72;

/** The new tip of the pushed branch if there is only one: most likely what the person has checked out. */
function onlyBranch(updates: readonly RefUpdate[]): string | null {
  const [first, ...others] = updates.filter(({ remoteRef }) => remoteRef.startsWith("refs/heads/"));
  return others.length === 0 ? (first?.localOid ?? null) : null;
}
