import { literal, nulSeparated } from "./paths.ts";
import type { Repo } from "./repo.ts";
import { git, gitText } from "./run.ts";

/** Which of some files differ between work tree and index, or are deleted in the work tree. Paths from the top. */
export function unstaged(repo: Repo, paths: readonly string[]): Promise<Set<string>> {
  return names(repo, ["ls-files", "--modified", "--full-name", "-z"], paths);
}

/** Which of some files differ between index and HEAD, which must exist. Paths from the top. */
export function staged(repo: Repo, paths: readonly string[]): Promise<Set<string>> {
  return names(repo, ["diff-index", "--cached", "--name-only", "--no-renames", "-z", "HEAD"], paths);
}

/** Which of some files differ from the last commit, untracked files included, ignored ones not. Paths from the top. */
export async function uncommitted(repo: Repo, paths: readonly string[]): Promise<string[]> {
  if (paths.length === 0) return [];
  const args = ["status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--"];
  const text = await gitText(repo, [...args, ...paths.map(literal)]);
  // "XY path\0" for each
  return text.split("\0").flatMap((entry) => (entry === "" ? [] : [entry.slice(3)]));
}

async function names(repo: Repo, args: readonly string[], paths: readonly string[]): Promise<Set<string>> {
  const { stdout } = await git(repo, [...args, "--", ...paths.map(literal)]);
  return new Set(nulSeparated(stdout));
}
