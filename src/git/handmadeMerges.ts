import { oidsOf } from "./objects.ts";
import { nulSeparated } from "./paths.ts";
import type { Repo } from "./repo.ts";
import { revList } from "./revList.ts";
import { git, gitTextIfAny } from "./run.ts";

/** A merge that holds what neither side has and git would not make: a rebase leaves that out without a word. */
export interface HandmadeMerge {
  readonly merge: string;
  /** What was changed in it by hand. */
  readonly paths: readonly string[];
}

/** More merges than these are not looked at. */
const MOST = 20;

/** Paths changed by hand, by merge: remembered, for many commits have the same merges after them. */
export type TriedMerges = Map<string, readonly string[]>;

/**
 * Merges after `from`, up to `to`, that a rebase would make differently without stopping, the newest first. Those of
 * more than two sides are not told of, nor is any with a git before 2.38, which cannot try a merge.
 */
export async function handmadeMerges(
  repo: Repo,
  from: string,
  to: string,
  tried: TriedMerges,
): Promise<HandmadeMerge[]> {
  const options = ["--merges", "--parents", "--ancestry-path", `--max-count=${MOST}`];
  const lines = await revList(repo, options, [to, `^${from}`]);
  const found: HandmadeMerge[] = [];
  // <commit> SP <parent> SP <parent>
  for (const line of lines) {
    const [merge, ...parents] = line.split(" ") as [string, ...string[]];
    const paths = tried.get(merge) ?? (await changedByHand(repo, merge, parents));
    tried.set(merge, paths);
    const left = await oidsOf(
      repo,
      paths.map((path) => `${to}:${path}`),
    );
    // What later commits deleted need not come back.
    const there = paths.filter((_, index) => left[index] != null);
    if (there.length > 0) found.push({ merge, paths: there });
  }
  return found;
}

async function changedByHand(repo: Repo, merge: string, parents: readonly string[]): Promise<string[]> {
  const tree = parents.length === 2 ? await triedMerge(repo, parents) : null;
  if (tree === null) return [];
  const { stdout } = await git(repo, ["diff-tree", "-r", "-z", "--name-only", "--no-renames", tree, merge]);
  return [...nulSeparated(stdout)].filter((path) => !path.includes("\n"));
}

/** The tree that git makes of two commits; `null` where it stops, or cannot try. */
function triedMerge(repo: Repo, parents: readonly string[]): Promise<string | null> {
  return gitTextIfAny(repo, ["merge-tree", "--write-tree", "--no-messages", ...parents], [1, 128, 129]);
}
