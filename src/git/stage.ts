import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { writeBlob } from "./entries.ts";
import type { Repo } from "./repo.ts";
import { type GitIo, git } from "./run.ts";

/**
 * Adds a file to the index of the commit being made, and changes nothing else: neither the work tree nor other entries.
 *
 * `git commit PATH` uses a temporary index (`next-index-<pid>.lock`) and keeps the future real one in `index.lock`. The
 * entry has to be added there too, or the file would show as deleted right after the commit.
 */
export async function stage(repo: Repo, path: string, bytes: Buffer): Promise<void> {
  const oid = await writeBlob(repo, bytes);
  await addToIndex(repo, path, oid);
  const index = repo.env.GIT_INDEX_FILE;
  if (index === undefined || !isNextIndex(index)) return;
  const future = join(dirname(resolve(repo.top ?? repo.cwd, index)), "index.lock");
  // With the user's own GIT_INDEX_FILE there is no index.lock, and creating one would lock the repository.
  if (existsSync(future))
    await addToIndex({ cwd: repo.cwd, env: { ...repo.env, GIT_INDEX_FILE: future } }, path, oid);
}

async function addToIndex(io: GitIo, path: string, oid: string): Promise<void> {
  await git(io, ["update-index", "--add", "--cacheinfo", `100644,${oid},${path}`]);
}

/** Whether an index exists for one commit only: that of `git commit -a` or `git commit PATH`. */
export function isTemporaryIndex(file: string | undefined): boolean {
  return file !== undefined && (basename(file) === "index.lock" || isNextIndex(file));
}

/** Whether it is the index of `git commit PATH`, which has the future real index in `index.lock` beside it. */
function isNextIndex(file: string): boolean {
  return /^next-index-\d+\.lock$/.test(basename(file));
}
