import { verified } from "../audit/verify.ts";
import { openRepo, type Repo } from "../git/repo.ts";
import { git } from "../git/run.ts";
import type { ExitCode, Io } from "../io.ts";
import { type ReportOptions, writeReport } from "../report/report.ts";
import { exitCodeOf } from "../verdict.ts";

/** Checks that every finding in a range has a record that counts. Answers on stdout. */
export async function auditVerify(
  io: Io,
  options: ReportOptions & { readonly range: string | undefined },
): Promise<ExitCode> {
  const repo = await openRepo(io);
  const verdict = await verified(repo, options.range ?? (await defaultRange(repo)));
  writeReport(io.stdout, io, verdict, options);
  return exitCodeOf(verdict);
}

/** The commits that the upstream branch does not have, or all of HEAD if there is none. */
async function defaultRange(repo: Repo): Promise<string> {
  const upstream = "@{upstream}..HEAD";
  const { exitCode } = await git(
    repo,
    ["rev-parse", "--quiet", "--verify", "--end-of-options", "@{upstream}"],
    { accept: [1, 128] },
  );
  return exitCode === 0 ? upstream : "HEAD";
}
