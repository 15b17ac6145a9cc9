import { loadConfig } from "../config/load.ts";
import type { RefUpdate } from "../git/refUpdates.ts";
import type { Repo } from "../git/repo.ts";
import { commitSnapshot, type Snapshot } from "../git/snapshot.ts";
import { loadSalt } from "../salt.ts";
import { basePolicy } from "./basePolicy.ts";
import type { TipPolicy } from "./tipPolicy.ts";

/**
 * The policy by which a server judges a ref update: configuration and salt that the branch has now; for a new branch, and
 * for any other ref, what HEAD, the default branch, has now. What is pushed does not count, but must be readable, because
 * it judges the next push. Only if the repository has no salt yet, or a broken one, is the pushed salt used.
 */
export async function receivingPolicy(repo: Repo, update: RefUpdate, pushed: Snapshot): Promise<TipPolicy> {
  const isBranch = update.remoteRef.startsWith("refs/heads/");
  if (isBranch) await Promise.all([loadConfig(pushed), loadSalt(pushed)]);
  const now = commitSnapshot(repo, (isBranch ? update.remoteOid : null) ?? repo.head);
  return basePolicy(now, pushed);
}
