import type { Repo } from "./repo.ts";
import { git } from "./run.ts";

/** The branch that is checked out, without `refs/heads/`; `null` when HEAD is detached. */
export async function currentBranch(repo: Repo): Promise<string | null> {
  const { stdout, exitCode } = await git(repo, ["symbolic-ref", "--quiet", "--short", "HEAD"], {
    accept: [1],
  });
  return exitCode === 0 ? stdout.toString("utf8").replace(/\n$/, "") : null;
}
