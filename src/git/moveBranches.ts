import type { Repo } from "./repo.ts";
import { gitLines } from "./run.ts";
import { isAtLeast } from "./version.ts";

/**
 * Whether other branches end between a commit and a later one, as of a stack of them, and a rebase can move them along:
 * it leaves those that are checked out in another work tree.
 */
export async function canMoveBranches(repo: Repo, commit: string, later: string): Promise<boolean> {
  const between = ["--contains", commit, "--merged", later, "--no-contains", later];
  const format = "--format=%(if)%(worktreepath)%(then)out%(else)free%(end)";
  const branches = await gitLines(repo, ["for-each-ref", format, ...between, "refs/heads"]);
  return branches.includes("free") && isAtLeast(repo.version, UPDATE_REFS);
}

/** Git that has `rebase --update-refs`. */
const UPDATE_REFS = [2, 38] as const;
