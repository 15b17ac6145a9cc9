import type { Repo } from "./repo.ts";
import { gitLines, gitText } from "./run.ts";
import { isAtLeast } from "./version.ts";

/** Whether other branches end between a commit and a later one, as of a stack of them, and a rebase can move them along. */
export async function canMoveBranches(repo: Repo, commit: string, later: string): Promise<boolean> {
  const between = ["--contains", commit, "--merged", later, "--no-contains", later];
  const branches = await gitLines(repo, ["for-each-ref", "--format=%(refname)", ...between, "refs/heads"]);
  return branches.length > 0 && isAtLeast(await gitText(repo, ["version"]), UPDATE_REFS);
}

/** Git that has `rebase --update-refs`. */
const UPDATE_REFS = [2, 38] as const;
