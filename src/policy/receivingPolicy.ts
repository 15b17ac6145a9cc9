import { loadConfig } from "../config/load.ts";
import type { RefUpdate } from "../git/refUpdates.ts";
import type { Repo } from "../git/repo.ts";
import { commitSnapshot, type Snapshot } from "../git/snapshot.ts";
import { loadSalt } from "../salt.ts";
import { basePolicy } from "./basePolicy.ts";
import type { TipPolicy } from "./tipPolicy.ts";

/**
 * What a server judges a ref update by: the configuration and the salt that its branch has now. For a new branch and
 * everything that is no branch it is what HEAD, the default branch, has now. What is pushed has no say, but has to be
 * readable: it judges the next push. Only the salt of a repository that has none yet, or a broken one, comes with the push.
 */
export async function receivingPolicy(repo: Repo, update: RefUpdate, pushed: Snapshot): Promise<TipPolicy> {
  const isBranch = update.remoteRef.startsWith("refs/heads/");
  if (isBranch) await Promise.all([loadConfig(pushed), loadSalt(pushed)]);
  const now = commitSnapshot(repo, (isBranch ? update.remoteOid : null) ?? repo.head);
  return basePolicy(now, pushed);
}
