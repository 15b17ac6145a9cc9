import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { writeBlob } from "./entries.ts";
import type { Repo } from "./repo.ts";
import { type GitIo, git } from "./run.ts";
import { isNextIndex } from "./temporaryIndex.ts";

/**
 * Puts a file into the index of the commit that is being made, and only that: neither the work tree nor any other
 * entry is touched.
 *
 * `git commit PATH` builds a temporary index (`next-index-<pid>.lock`) and has the future real one ready in
 * `index.lock`; without an entry there too, the file would show as deleted right after the commit.
 */
export async function stage(repo: Repo, path: string, bytes: Buffer): Promise<void> {
  const oid = await writeBlob(repo, bytes);
  await addToIndex(repo, path, oid);
  const index = repo.env.GIT_INDEX_FILE;
  if (index === undefined || !isNextIndex(index)) return;
  const future = join(dirname(resolve(repo.top ?? repo.cwd, index)), "index.lock");
  // A user's own GIT_INDEX_FILE has no index.lock; making one would lock the repository.
  if (existsSync(future))
    await addToIndex({ cwd: repo.cwd, env: { ...repo.env, GIT_INDEX_FILE: future } }, path, oid);
}

async function addToIndex(io: GitIo, path: string, oid: string): Promise<void> {
  await git(io, ["update-index", "--add", "--cacheinfo", `100644,${oid},${path}`]);
}
