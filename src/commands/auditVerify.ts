import { loadConfig } from "../config/load.ts";
import { openRepo, type Repo } from "../git/repo.ts";
import { git } from "../git/run.ts";
import { commitSnapshot, emptySnapshot } from "../git/snapshot.ts";
import type { ExitCode, Io } from "../io.ts";
import { decide } from "../policy/decide.ts";
import { loadRecords } from "../policy/record.ts";
import { editedText } from "../report/notes.ts";
import { type ReportOptions, writeReport } from "../report/report.ts";
import { loadSalt } from "../salt.ts";
import { scan } from "../scan.ts";
import { rangeSource, resolveRange } from "../sources/range.ts";
import { exitCodeOf, verdictOf } from "../verdict.ts";

/**
 * Checks that every finding in a range has a record that counts at its end. The configuration is that of the base, so
 * that a change cannot switch off the check that judges it.
 */
export async function auditVerify(
  io: Io,
  options: ReportOptions & { readonly range: string | undefined },
): Promise<ExitCode> {
  const repo = await openRepo(io);
  const range = options.range ?? (await defaultRange(repo));
  const oids = await resolveRange(repo, range);
  const tip = commitSnapshot(repo, oids.find((oid) => !oid.startsWith("^")) as string);
  const base = oids.find((oid) => oid.startsWith("^"))?.slice(1);
  const config = await loadConfig(base === undefined ? tip : commitSnapshot(repo, base));
  const records = await loadRecords(tip, new Date(), config.override.maxDays);
  const result = await scan(await rangeSource(repo, config, range), await loadSalt(tip, emptySnapshot));
  const decision = await decide(result.findings, config, async () => records);
  const verdict = verdictOf("range", result, decision);
  const edited = records.filter(({ problem }) => problem === "edited").map(({ path }) => editedText(path));
  writeReport(io.stdout, io, { ...verdict, notes: [...new Set([...edited, ...verdict.notes])] }, options);
  return edited.length > 0 ? 1 : exitCodeOf(verdict);
}

/** What is not at the upstream branch yet, or everything when there is none. */
async function defaultRange(repo: Repo): Promise<string> {
  const upstream = "@{upstream}..HEAD";
  const { exitCode } = await git(
    repo,
    ["rev-parse", "--quiet", "--verify", "--end-of-options", "@{upstream}"],
    {
      accept: [1, 128],
    },
  );
  return exitCode === 0 ? upstream : "HEAD";
}
