import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Repo } from "./repo.ts";
import { gitLines, gitText } from "./run.ts";
import { isAtLeast } from "./version.ts";

/** Whether a commit after `oid`, up to `end`, has the same subject: `git commit --fixup` finds its commit by that. */
export async function hasNamesake(repo: Repo, oid: string, end: string): Promise<boolean> {
  const subjects = async (...revisions: string[]) =>
    (
      await gitText(repo, ["log", "--no-show-signature", "--format=%s", "--end-of-options", ...revisions])
    ).split("\n");
  const [own] = await subjects(`${oid}^!`);
  return (await subjects(end, `^${oid}`)).includes(own ?? "");
}

/** Whether an operation has stopped in this work tree: a rebase refuses to start in another, and ends a merge without its second parent. */
export function isUnfinished(repo: Repo): boolean {
  return UNFINISHED.some((name) => existsSync(join(repo.gitDir, name)));
}

/** What git keeps in the git directory until an operation is finished. */
const UNFINISHED = ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply"];

/** Whether a commit-msg hook is installed: it may refuse messages that git makes up, such as `fixup! …`. */
export async function checksMessages(repo: Repo): Promise<boolean> {
  const hook = await gitText(repo, ["rev-parse", "--git-path", "hooks/commit-msg"]);
  // husky's own `_/commit-msg` always exists, and calls the hook in the folder above.
  return existsSync(resolve(repo.cwd, hook.replace(/(?<=\/)_\/commit-msg$/, "commit-msg")));
}

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
