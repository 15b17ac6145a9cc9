import { nulSeparated } from "./paths.ts";
import type { Repo } from "./repo.ts";
import { oidsOf } from "./resolve.ts";
import { revList } from "./revList.ts";
import { git } from "./run.ts";

/** A merge whose result git would not produce by itself (an "evil merge", or one with resolved conflicts): a rebase loses that, or stops. */
export interface HandmadeMerge {
  readonly merge: string;
  /** Whether its sides conflict, so that a rebase stops; otherwise the rebase silently drops what was changed by hand. */
  readonly stops: boolean;
  /** Paths that were changed by hand, or had conflicts that were resolved. */
  readonly paths: readonly string[];
  /** Paths whose conflict was resolved by deleting them. */
  readonly deleted: readonly string[];
}

/** Most merges that are looked at. */
const MOST = 20;

/** Results by merge, to be shared by calls for several commits: many have the same merges after them. */
export type TriedMerges = Map<string, Tried>;

type Tried = Pick<HandmadeMerge, "stops" | "paths">;

/**
 * Merges after `from`, up to `to`, that a rebase would not reproduce or would stop at, newest first. Merges of more than
 * two parents are left out, and so are all with git before 2.38, which has no `merge-tree --write-tree`.
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
    // What later commits deleted need not be restored.
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

/** The tree that git merges two commits into, and the files with conflict markers in it; a `null` tree if it cannot try. */
async function triedMerge(repo: Repo, parents: readonly string[]) {
  const args = ["merge-tree", "--write-tree", "--name-only", "-z", "--no-messages", ...parents];
  const { stdout, exitCode } = await git(repo, args, { accept: [1, 128, 129] });
  if (exitCode > 1) return NOT_TRIED;
  const [tree = "", ...conflicts] = nulSeparated(stdout);
  return { tree, conflicts };
}
