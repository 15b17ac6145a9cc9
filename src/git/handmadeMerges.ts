import { oidsOf } from "./objects.ts";
import { nulSeparated } from "./paths.ts";
import type { Repo } from "./repo.ts";
import { revList } from "./revList.ts";
import { git } from "./run.ts";

/** A merge that holds what neither side has and git would not make: a rebase leaves that out, or stops for it. */
export interface HandmadeMerge {
  readonly merge: string;
  /** Whether its sides conflict, so that a rebase stops; else it leaves out what was changed without a word. */
  readonly stops: boolean;
  /** What was changed in it by hand, or settled. */
  readonly paths: readonly string[];
  /** What was settled by deleting it. */
  readonly deleted: readonly string[];
}

/** More merges than these are not looked at. */
const MOST = 20;

/** What was tried before, by merge: remembered, for many commits have the same merges after them. */
export type TriedMerges = Map<string, Tried>;

type Tried = Pick<HandmadeMerge, "stops" | "paths">;

/**
 * Merges after `from`, up to `to`, that a rebase would make differently or stop at, the newest first. Those of more than
 * two sides are not told of, nor is any with a git before 2.38, which cannot try a merge.
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
    const { stops, paths } = tried.get(merge) ?? (await changedByHand(repo, merge, parents));
    tried.set(merge, { stops, paths });
    const end = stops ? merge : to;
    const left = await oidsOf(
      repo,
      paths.map((path) => `${end}:${path}`),
    );
    const there = paths.filter((_, index) => left[index] != null);
    // What later commits deleted need not come back.
    const deleted = stops ? paths.filter((path) => !there.includes(path)) : [];
    if (there.length + deleted.length > 0) found.push({ merge, stops, paths: there, deleted });
  }
  return found;
}

async function changedByHand(repo: Repo, merge: string, parents: readonly string[]): Promise<Tried> {
  const { tree, conflicts } = parents.length === 2 ? await triedMerge(repo, parents) : NOT_TRIED;
  const stops = conflicts.length > 0;
  if (tree === null) return { stops, paths: [] };
  const { stdout } = await git(repo, ["diff-tree", "-r", "-z", "--name-only", "--no-renames", tree, merge]);
  const paths = new Set([...conflicts, ...nulSeparated(stdout)]);
  return { stops, paths: [...paths].filter((path) => !path.includes("\n")) };
}

const NOT_TRIED = { tree: null, conflicts: [] };

/** The tree that git makes of two commits, and the files whose conflicts are marked in it; `null` where it cannot try. */
async function triedMerge(repo: Repo, parents: readonly string[]) {
  const args = ["merge-tree", "--write-tree", "--name-only", "-z", "--no-messages", ...parents];
  const { stdout, exitCode } = await git(repo, args, { accept: [1, 128, 129] });
  if (exitCode > 1) return NOT_TRIED;
  const [tree = "", ...conflicts] = nulSeparated(stdout);
  return { tree, conflicts };
}
