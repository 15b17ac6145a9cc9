import type { Repo } from "./repo.ts";
import { git, gitText } from "./run.ts";

/** The commit an oid leads to (itself, or what a tag names), `null` for a tag of a tree or a blob. */
export async function commitOf(repo: Repo, oid: string): Promise<string | null> {
  const { stdout, exitCode } = await git(
    repo,
    ["rev-parse", "--verify", "--quiet", "--end-of-options", `${oid}^{commit}`],
    { accept: [1, 128] },
  );
  return exitCode === 0 ? stdout.toString("latin1").trim() : null;
}

/** The commits of HEAD's history that have no parent. */
export async function rootCommits(repo: Repo): Promise<string[]> {
  if (repo.head === null) return [];
  return (await gitText(repo, ["rev-list", "--max-parents=0", repo.head])).split("\n");
}

/** Whether `commit` is `tip` or one of its ancestors. */
export async function contains(repo: Repo, tip: string, commit: string): Promise<boolean> {
  const { exitCode } = await git(repo, ["merge-base", "--is-ancestor", commit, tip], { accept: [1] });
  return exitCode === 0;
}
