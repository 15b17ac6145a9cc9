import type { Config } from "../config/schema.ts";
import type { Source } from "../fragment.ts";
import type { RefUpdate } from "../git/refUpdates.ts";
import type { Repo } from "../git/repo.ts";
import { objectTypes } from "../git/resolve.ts";
import { gitLines } from "../git/run.ts";
import { type Tracked, trackedBy } from "../git/trackingRefs.ts";
import { commitsSource } from "./commits.ts";
import type { Reach } from "./newObjects.ts";
import { withRefNames } from "./refNames.ts";

/** The target of a push, as git passes it to pre-push: the remote's name, or its URL if it has none. */
export interface PushTarget {
  readonly remote: string;
  readonly url: string;
}

/**
 * Everything that `updates` would send to the remote and that it does not have yet, and the names of new refs.
 * @param known oids that both the remote and this clone have
 * @param reading the cache of clean blobs, how to treat objects that a partial clone lacks, and the exposure of a commit:
 *   `local` by default
 */
export function pushSource(
  repo: Repo,
  config: Config,
  updates: readonly RefUpdate[],
  known: readonly string[],
  reading: Partial<Pick<Reach, "clean" | "mayLack" | "exposureOf">> = {},
): Source {
  const tips = updates.flatMap((update) => update.localOid ?? []);
  const source = commitsSource(repo, config, { exposureOf: () => "local", ...reading, tips, known });
  const made = updates.filter(({ remoteOid, localOid }) => localOid !== null && remoteOid === null);
  const names = made.map(({ remoteRef }) => ({ name: remoteRef, exposure: "local" as const }));
  return { tally: source.tally, fragments: withRefNames(source.fragments, names) };
}

/**
 * Oids that the remote certainly has: the old values of the pushed refs, and this remote's tracking refs if the push goes
 * to where they were fetched from. Tracking refs of other remotes prove nothing about this one.
 */
export async function knownToRemote(
  repo: Repo,
  updates: readonly RefUpdate[],
  target: PushTarget,
): Promise<Tracked> {
  const { oids, contradicted } = await trackedBy(repo, target.remote, target.url, updates);
  // The remote may have moved on: an oid that this clone does not have cannot be excluded.
  const known = await existing(repo, [...updates.flatMap((update) => update.remoteOid ?? []), ...oids]);
  return { oids: known, contradicted };
}

/** Oids that a server had before the push it is receiving: refs are updated only after the hook. */
export async function knownToServer(repo: Repo): Promise<string[]> {
  return existing(repo, await gitLines(repo, ["for-each-ref", "--format=%(objectname)"]));
}

async function existing(repo: Repo, oids: readonly string[]): Promise<string[]> {
  const distinct = [...new Set(oids)];
  const types = await objectTypes(repo, distinct);
  return distinct.filter((_, index) => types[index] !== null);
}
