import { literal, nulSeparated } from "./paths.ts";
import type { Repo } from "./repo.ts";
import { git } from "./run.ts";

/** Which of some files the work tree has otherwise than the index, or not at all. Paths from the top. */
export function unstaged(repo: Repo, paths: readonly string[]): Promise<Set<string>> {
  return names(repo, ["ls-files", "--modified", "--full-name", "-z"], paths);
}

/** Which of some files the index has otherwise than HEAD, which there has to be. Paths from the top. */
export function staged(repo: Repo, paths: readonly string[]): Promise<Set<string>> {
  return names(repo, ["diff-index", "--cached", "--name-only", "--no-renames", "-z", "HEAD"], paths);
}

async function names(repo: Repo, args: readonly string[], paths: readonly string[]): Promise<Set<string>> {
  const { stdout } = await git(repo, [...args, "--", ...paths.map(literal)]);
  return new Set(nulSeparated(stdout));
}
