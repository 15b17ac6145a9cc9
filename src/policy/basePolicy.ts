import { baseConfig, configPath, loadConfig } from "../config/load.ts";
import type { RefUpdate } from "../git/refUpdates.ts";
import type { Repo } from "../git/repo.ts";
import { commitSnapshot, type Snapshot } from "../git/snapshot.ts";
import { baseSalt, loadSalt, saltPath } from "../salt.ts";
import type { TipPolicy } from "./tipPolicy.ts";

/**
 * The policy that a change is judged by: configuration and salt of its base. If one of them is broken there, a change
 * that repairs it is accepted, with a note.
 * @throws {KeylatchError} `bad-salt` if the change does not repair it
 */
export async function basePolicy(base: Snapshot, tip: Snapshot): Promise<TipPolicy> {
  const [config, salt] = await Promise.all([baseConfig(base), baseSalt(base, tip)]);
  const broken = [
    { path: configPath, isBroken: config.isBroken },
    { path: saltPath, isBroken: salt.isBroken },
  ].filter(({ isBroken }) => isBroken);
  return {
    config: config.config,
    salt: salt.salt,
    notes: broken.map(({ path }) => ({ kind: "broken-base", path })),
  };
}

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
