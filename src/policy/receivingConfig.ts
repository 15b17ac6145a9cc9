import { loadConfig } from "../config/load.ts";
import type { Config } from "../config/schema.ts";
import type { RefUpdate } from "../git/refUpdates.ts";
import type { Repo } from "../git/repo.ts";
import { commitSnapshot, emptySnapshot, type Snapshot } from "../git/snapshot.ts";

/**
 * The configuration that a server judges a ref update by: what its branch has now. For a new branch and everything that
 * is no branch it is what HEAD, the default branch, has now. What is pushed has no say, but has to be readable: it
 * judges the next push.
 */
export async function receivingConfig(repo: Repo, update: RefUpdate, pushed: Snapshot): Promise<Config> {
  const isBranch = update.remoteRef.startsWith("refs/heads/");
  if (isBranch) await loadConfig(pushed);
  const commit = (isBranch ? update.remoteOid : null) ?? repo.head;
  return loadConfig(commit === null ? emptySnapshot : commitSnapshot(repo, commit));
}
