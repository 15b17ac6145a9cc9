import { halves, lineBatches } from "./lines.ts";
import { pathText } from "./paths.ts";
import type { Repo } from "./repo.ts";
import { revList } from "./revList.ts";
import { gitStream } from "./run.ts";

/** Oids of all objects in a repository that can contain text. Trees are left out: the changes of commits have their names. */
export interface Everything {
  /** A path that each blob has or had; `undefined` if no commit, index or reflog leads to it. */
  readonly blobs: ReadonlyMap<string, string | undefined>;
  readonly commits: readonly string[];
  readonly tags: readonly string[];
  /** Number of objects that a partial clone did not fetch. */
  readonly missing: number;
}

/** Lists every object: reachable from refs, reflogs and the indexes of all work trees, or unreachable. */
export async function everything(repo: Repo): Promise<Everything> {
  const paths = new Map<string, string>();
  let missing = 0;
  const args = ["rev-list", "--objects", "--all", "--reflog", "--indexed-objects", "--missing=print"];
  for await (const lines of lineBatches(gitStream(repo, args), "latin1")) {
    for (const line of lines) {
      // <oid> [SP <path>]; ?<oid> if it is missing
      if (line.startsWith("?")) missing++;
      const [oid, path] = halves(line, " ");
      if (path !== "") paths.set(oid, pathText(Buffer.from(path, "latin1")));
    }
  }
  const blobs = new Map<string, string | undefined>();
  const [commits, tags] = [[] as string[], [] as string[]];
  const all = ["cat-file", "--batch-all-objects", "--unordered", "--batch-check=%(objecttype) %(objectname)"];
  for await (const lines of lineBatches(gitStream(repo, all))) {
    for (const line of lines) {
      const [type, oid] = halves(line, " ");
      if (type === "blob") blobs.set(oid, paths.get(oid));
      else if (type === "commit") commits.push(oid);
      else if (type === "tag") tags.push(oid);
    }
  }
  return { blobs, commits, tags, missing };
}

/** All commits, oldest first: those reachable from a ref, a HEAD or a stash, and those that only a reflog has. */
export async function allCommits(
  repo: Repo,
  stashes: readonly string[],
): Promise<{ reachable: string[]; forgotten: string[] }> {
  const order = ["--date-order", "--reverse"];
  const excluded = stashes.map((oid) => `^${oid}`);
  return {
    reachable: await revList(repo, [...order, "--all"], stashes),
    forgotten: await revList(repo, [...order, "--reflog", "--not", "--all"], excluded),
  };
}
