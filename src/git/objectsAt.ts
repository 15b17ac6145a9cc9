import { halves } from "./lines.ts";
import { literal } from "./paths.ts";
import type { Repo } from "./repo.ts";
import { oidsOf } from "./resolve.ts";
import { revList } from "./revList.ts";

/** An object, with a path that it has in some commit. */
export interface PathObject {
  readonly path: string;
  readonly oid: string;
}

/** Every object that some paths have in the history of a commit: blobs, and trees. */
export async function objectsAt(repo: Repo, tip: string, paths: readonly string[]): Promise<PathObject[]> {
  const options = ["--objects", "--full-history", "--missing=print"];
  // A path with a newline is cut off in the output, so nothing is found for it.
  const lines = await revList(repo, options, [tip, "--", ...paths.map(literal)]);
  // <oid> SP <path>; commits and root trees have no path
  return lines
    .map((line) => halves(line, " "))
    .filter(([, path]) => paths.includes(path))
    .map(([oid, path]) => ({ oid, path }));
}

/**
 * The objects at some paths in each of some trees.
 * @param trees names of trees or commits, made of oids: `<oid>`, `<oid>^2`
 */
export async function entriesAt(
  repo: Repo,
  trees: readonly string[],
  paths: readonly string[],
): Promise<Map<string, PathObject[]>> {
  const found = new Map<string, PathObject[]>(trees.map((tree) => [tree, []]));
  const pairs = trees.flatMap((tree) => paths.map((path) => ({ tree, path })));
  const oids = await oidsOf(
    repo,
    pairs.map(({ tree, path }) => `${tree}:${path}`),
  );
  for (const [index, { tree, path }] of pairs.entries()) {
    const oid = oids[index] ?? null;
    if (oid !== null) found.get(tree)?.push({ path, oid });
  }
  return found;
}
