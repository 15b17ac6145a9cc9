import { halves } from "./lines.ts";
import { oidsOf } from "./objects.ts";
import { literal } from "./paths.ts";
import type { Repo } from "./repo.ts";
import { revList } from "./revList.ts";
import { git } from "./run.ts";

/** An object with a path it has in some commit. */
export interface PathObject {
  readonly path: string;
  readonly oid: string;
}

/** Everything that ever stood at some paths in the history of a commit: blobs, and the trees that lead there. */
export async function objectsAt(repo: Repo, tip: string, paths: readonly string[]): Promise<PathObject[]> {
  const options = ["--objects", "--full-history", "--missing=print"];
  // A line is cut at a newline in a path: such a path is looked for nowhere.
  const lines = await revList(repo, options, [tip, "--", ...paths.map(literal)]);
  // <oid> SP <path>; a commit, and the tree at the top, without a path
  return lines
    .map((line) => halves(line, " "))
    .filter(([, path]) => paths.includes(path))
    .map(([oid, path]) => ({ oid, path }));
}

/**
 * What stands at these paths in each of some trees.
 * @param trees names that lead to a tree or commit, made of oids: `<oid>`, `<oid>^2`
 */
export async function entriesAt(
  repo: Repo,
  trees: readonly string[],
  paths: readonly string[],
): Promise<Map<string, PathObject[]>> {
  const found = new Map<string, PathObject[]>(trees.map((tree) => [tree, []]));
  const hasNewline = (path: string) => path.includes("\n");
  // `cat-file` reads a name a line.
  const asked = paths.filter((path) => !hasNewline(path));
  const pairs = trees.flatMap((tree) => asked.map((path) => ({ tree, path })));
  const oids = await oidsOf(
    repo,
    pairs.map(({ tree, path }) => `${tree}:${path}`),
  );
  for (const [index, { tree, path }] of pairs.entries()) {
    const oid = oids[index] ?? null;
    if (oid !== null) found.get(tree)?.push({ path, oid });
  }
  for (const path of paths.filter(hasNewline)) {
    for (const tree of trees) {
      const answer = await git(repo, ["ls-tree", "-z", "--full-tree", tree, "--", path], { accept: [128] });
      // <mode> SP <type> SP <oid> TAB <path> NUL
      const oid = /^\d+ blob ([0-9a-f]+)\t/.exec(answer.stdout.toString("utf8"))?.[1];
      if (oid !== undefined) found.get(tree)?.push({ path, oid });
    }
  }
  return found;
}
