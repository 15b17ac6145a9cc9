import type { Repo } from "./repo.ts";
import { git } from "./run.ts";

/** An object with a path it has in some commit. */
export interface PathObject {
  readonly path: string;
  readonly oid: string;
}

/** Everything that ever stood at some paths in the history of a commit: blobs, and the trees that lead there. */
export async function objectsAt(repo: Repo, tip: string, paths: readonly string[]): Promise<PathObject[]> {
  const input = `${[tip, "--", ...paths.map((path) => `:(top,literal)${path}`)].join("\n")}\n`;
  // A line is cut at a newline in a path: such a path is looked for nowhere.
  const { stdout } = await git(
    repo,
    ["rev-list", "--objects", "--full-history", "--missing=print", "--stdin"],
    { input },
  );
  return stdout
    .toString("utf8")
    .split("\n")
    .map((line) => ({ oid: line.slice(0, line.indexOf(" ")), path: line.slice(line.indexOf(" ") + 1) }))
    .filter(({ path, oid }) => oid !== "" && paths.includes(path));
}
