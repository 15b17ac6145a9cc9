import type { Config } from "../config/schema.ts";
import type { Source } from "../fragment.ts";
import { objectTypes } from "../git/objects.ts";
import type { RefUpdate } from "../git/refUpdates.ts";
import type { Repo } from "../git/repo.ts";
import { gitLines } from "../git/run.ts";
import { type Tracked, trackedBy } from "../git/trackingRefs.ts";
import { commitsSource } from "./commits.ts";
import type { Reach } from "./newObjects.ts";
import { withRefNames } from "./refNames.ts";

/** Where a push goes, as git tells pre-push: the remote's name, or the URL again when there is no name. */
export interface PushTarget {
  readonly remote: string;
  readonly url: string;
}

/**
 * Everything that `updates` would give the remote and that it does not have yet, and the names of the refs they make.
 * @param known oids that the remote has, and that exist here
 * @param reading blobs that need not be read again, whether the remote has what a partial clone left out, and who has a
 * commit already: nobody unless told
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
 * Oids the remote certainly has: the old ends of all ref lines of a push, and this remote's tracking refs when the push
 * goes where they come from. Tracking refs of other remotes say nothing about this one.
 */
export async function knownToRemote(
  repo: Repo,
  updates: readonly RefUpdate[],
  target: PushTarget,
): Promise<Tracked> {
  const { oids, contradicted } = await trackedBy(repo, target.remote, target.url, updates);
  // The remote may have moved on: what is not here cannot be excluded.
  const known = await existing(repo, [...updates.flatMap((update) => update.remoteOid ?? []), ...oids]);
  return { oids: known, contradicted };
}

/** Oids a server had before the push that it is receiving: until the hook has ended no ref leads to what is pushed. */
export async function knownToServer(repo: Repo): Promise<string[]> {
  return existing(repo, await gitLines(repo, ["for-each-ref", "--format=%(objectname)"]));
}

async function existing(repo: Repo, oids: readonly string[]): Promise<string[]> {
  const distinct = [...new Set(oids)];
  const types = await objectTypes(repo, distinct);
  return distinct.filter((_, index) => types[index] !== null);
}
