import { halves, lineBatches } from "./lines.ts";
import { pathText } from "./paths.ts";
import type { Repo } from "./repo.ts";
import { revList } from "./revList.ts";
import { gitStream, gitTextIfAny } from "./run.ts";

/** Names of all objects of a repository that can hold text. Trees are left out: their names come with the commits. */
export interface Everything {
  /** A path at which each blob once stood; `undefined` for one that no commit, index or reflog leads to. */
  readonly blobs: ReadonlyMap<string, string | undefined>;
  readonly commits: readonly string[];
  readonly tags: readonly string[];
  /** Objects that a partial clone left at its remote. */
  readonly missing: number;
}

/** Every object: reachable from refs, reflogs and indexes of all work trees, or from nothing any more. */
export async function everything(repo: Repo): Promise<Everything> {
  const paths = new Map<string, string>();
  let missing = 0;
  const args = ["rev-list", "--objects", "--all", "--reflog", "--indexed-objects", "--missing=print"];
  for await (const lines of lineBatches(gitStream(repo, args), "latin1")) {
    for (const line of lines) {
      // <oid> [SP <path>], or ?<oid>
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

/** All commits, oldest first: those that a ref, a HEAD or a stash leads to, and those that only a reflog knows. */
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

/** Commits of the stash, the newest first, as `stash@{0}` counts them. */
export async function stashes(repo: Repo): Promise<string[]> {
  const args = ["log", "-g", "--no-show-signature", "--format=%H", "--end-of-options", "refs/stash"];
  const text = await gitTextIfAny(repo, args, [128]);
  return text ? text.split("\n") : [];
}
