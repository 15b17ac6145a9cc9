import { literal } from "./paths.ts";
import type { Repo } from "./repo.ts";
import { gitText } from "./run.ts";

/** Which of some files differ from the last commit, untracked files included, ignored ones not. Paths from the top. */
export async function uncommitted(repo: Repo, paths: readonly string[]): Promise<string[]> {
  if (paths.length === 0) return [];
  const args = [
    "--no-optional-locks",
    "status",
    "--porcelain",
    "-z",
    "--untracked-files=all",
    "--no-renames",
    "--",
  ];
  const text = await gitText(repo, [...args, ...paths.map(literal)]);
  // "XY path\0" for each
  return text.split("\0").flatMap((entry) => (entry === "" ? [] : [entry.slice(3)]));
}
