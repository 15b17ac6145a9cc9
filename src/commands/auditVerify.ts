import { verified } from "../audit/verify.ts";
import { type Arguments, reportOptions } from "../commandOptions.ts";
import { openRepo, type Repo } from "../git/repo.ts";
import { git } from "../git/run.ts";
import type { ExitCode, Io } from "../io.ts";
import { writeReport } from "../report/report.ts";
import { exitCodeOf } from "../verdict.ts";

/** Checks that every finding in a range has a record that counts. Answers on stdout. */
export async function auditVerify(io: Io, args: Arguments): Promise<ExitCode> {
  const repo = await openRepo(io);
  const verdict = await verified(repo, args.values.range ?? (await defaultRange(repo)));
  writeReport(io.stdout, io, verdict, reportOptions(args));
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
