import { loadConfig } from "../config/load.ts";
import type { Verdict } from "../finding.ts";
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

/** Checks that every finding in a range has a record that counts. Answers on stdout. */
export async function auditVerify(
  io: Io,
  options: ReportOptions & { readonly range: string | undefined },
): Promise<ExitCode> {
  const repo = await openRepo(io);
  const { verdict, exitCode } = await verified(repo, options.range ?? (await defaultRange(repo)));
  writeReport(io.stdout, io, verdict, options);
  return exitCode;
}

/**
 * Judges a range by the records at its end and the configuration of its base, so that a change cannot switch off the
 * check that judges it.
 * @param published whether all of it is known to be at a remote
 */
export async function verified(
  repo: Repo,
  range: string,
  published = false,
): Promise<{ verdict: Verdict; exitCode: ExitCode }> {
  const oids = await resolveRange(repo, range);
  const tip = commitSnapshot(repo, oids.find((oid) => !oid.startsWith("^")) as string);
  const base = oids.find((oid) => oid.startsWith("^"))?.slice(1);
  const config = await loadConfig(base === undefined ? tip : commitSnapshot(repo, base));
  const records = await loadRecords(tip, new Date(), config.override.maxDays);
  const source = await rangeSource(repo, config, range, {
    whole: true,
    ...(published && { exposureOf: () => "published" }),
  });
  const result = await scan(source, await loadSalt(tip, emptySnapshot));
  const decision = await decide(result.findings, config, async () => records);
  const verdict = verdictOf("range", result, decision);
  const edited = records.filter(({ problem }) => problem === "edited").map(({ path }) => editedText(path));
  return {
    verdict: { ...verdict, notes: [...new Set([...edited, ...verdict.notes])] },
    exitCode: edited.length > 0 ? 1 : exitCodeOf(verdict),
  };
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
