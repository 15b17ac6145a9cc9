import type { Repo } from "./repo.ts";
import { gitLines } from "./run.ts";
import { isAtLeast } from "./version.ts";

/**
 * Whether other branches point to a commit or between it and a later one (stacked branches), and a rebase can move them
 * along: it cannot move a branch that another work tree has checked out.
 */
export async function canMoveBranches(repo: Repo, commit: string, later: string): Promise<boolean> {
  const between = ["--contains", commit, "--merged", later, "--no-contains", later];
  const format = "--format=%(if)%(worktreepath)%(then)out%(else)free%(end)";
  const branches = await gitLines(repo, ["for-each-ref", format, ...between, "refs/heads"]);
  return branches.includes("free") && isAtLeast(repo.version, UPDATE_REFS);
}

/** The first git with `rebase --update-refs`. */
const UPDATE_REFS = [2, 38] as const;
