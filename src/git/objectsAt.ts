import { halves } from "./lines.ts";
import { literal } from "./paths.ts";
import type { Repo } from "./repo.ts";
import { gitLines } from "./run.ts";

/** An object with a path it has in some commit. */
export interface PathObject {
  readonly path: string;
  readonly oid: string;
}

/** Everything that ever stood at some paths in the history of a commit: blobs, and the trees that lead there. */
export async function objectsAt(repo: Repo, tip: string, paths: readonly string[]): Promise<PathObject[]> {
  const input = `${[tip, "--", ...paths.map(literal)].join("\n")}\n`;
  // A line is cut at a newline in a path: such a path is looked for nowhere.
  const args = ["rev-list", "--objects", "--full-history", "--missing=print", "--stdin"];
  const lines = await gitLines(repo, args, { input });
  // <oid> SP <path>; a commit, and the tree at the top, without a path
  return lines
    .map((line) => halves(line, " "))
    .filter(([, path]) => paths.includes(path))
    .map(([oid, path]) => ({ oid, path }));
}
