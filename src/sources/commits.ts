import type { Config } from "../config/schema.ts";
import { flatten } from "../flatten.ts";
import { emptyTally, type Fragment, type Place, type Source, wholeFragment } from "../fragment.ts";
import { treeChange } from "../git/changes.ts";
import { changeParts } from "../git/commitChanges.ts";
import { objectBatches, wholeOf } from "../git/objects.ts";
import type { Repo } from "../git/repo.ts";
import { objectTypes } from "../git/resolve.ts";
import { GitError } from "../git/run.ts";
import { looseEnds } from "../git/tips.ts";
import { once } from "../once.ts";
import { ignoreBy } from "../policy/ignore.ts";
import { isClean } from "../search/isClean.ts";
import type { Sighting } from "../search/searchText.ts";
import type { Pieces } from "../search/text.ts";
import { FreshSightings } from "./fresh.ts";
import { partsOf } from "./headers.ts";
import { Introductions } from "./introductions.ts";
import { type NamedBlob, namedBlobs } from "./namedBlobs.ts";
import { nameFragments } from "./names.ts";
import { explained, leftOut, listing, newCommits, type Reach } from "./newObjects.ts";
import { Wanted } from "./wanted.ts";

/**
 * Every object that a range of history adds: blobs by the commit and path that introduce them, messages, names, tags.
 * Git lists commits, compares them and reads their objects at the same time.
 */
export function commitsSource(repo: Repo, config: Config, reach: Reach): Source {
  const tally = emptyTally();
  const introductions = new Introductions(repo);
  const listed = once(() => listing(repo, reach));
  return { tally, fragments: flatten(fragments()) };

  async function* fragments(): AsyncGenerator<readonly Fragment[]> {
    const [isIgnored, absent] = await Promise.all([ignoreBy(config.ignorePaths), leftOut(repo, reach)]);
    for (const oid of absent)
      tally.skipped.push({
        path: `(object ${oid})`,
        reason: "not in this partial clone; the remote that promised it has it",
      });
    const wanted = new Wanted(introductions, { isIgnored, absent, clean: reach.clean }, tally);
    const fresh = once(async () => {
      const made = new FreshSightings(repo, isIgnored);
      await made.prepare(await introductions.allChanges());
      return made;
    });
    for await (const objects of objectBatches(repo, oids(wanted))) {
      const batch: Fragment[] = [];
      for (const { name: oid, type, pieces } of objects) {
        if (type !== "blob") {
          batch.push(...messageFragments(oid, type, await wholeOf(pieces)));
          continue;
        }
        const path = introductions.pathOf(oid);
        // Most blobs are short and clean, and searching one takes less time than making a fragment.
        if (Array.isArray(pieces) && isClean(pieces[0], path)) {
          tally.clean += pieces[0].length;
          reach.clean?.add(oid, path);
        } else batch.push(blobFragment({ oid, path }, pieces, fresh));
      }
      yield batch;
    }
    for await (const { blob, pieces } of namedBlobs(repo, wanted.others))
      yield [blobFragment(blob, pieces, fresh)];
    wanted.finish();
    await reach.clean?.save();
    yield [...nameFragments([...wanted.names.values()], tally)];
  }

  /** Oids of the commits, tags and blobs to read, in the order in which git finds them. */
  async function* oids(wanted: Wanted): AsyncGenerator<readonly string[]> {
    const others: string[] = [];
    try {
      for await (const parts of changeParts(repo, newCommits(repo, reach, others))) {
        const found: string[] = [];
        for (const { commit, isFirst, paths } of parts) {
          if (isFirst) found.push(commit);
          tally.commits += Number(isFirst);
          const exposure = () => reach.exposureOf(commit);
          for (const entry of paths) if (wanted.add(entry, commit, exposure)) found.push(entry.oid);
        }
        yield found;
      }
    } catch (error) {
      throw error instanceof GitError ? await explained(repo, reach, error) : error;
    }
    const ends = await looseEnds(repo, reach.tips);
    for (const tree of ends.trees) {
      const change = await treeChange(repo, tree);
      yield change.paths.filter((entry) => wanted.add(entry, change, "local")).map(({ oid }) => oid);
    }
    const types = await objectTypes(repo, others);
    yield others.filter((_, index) => types[index] === "tag");
    // A blob without a path, such as that of a tagged blob, is searched as well.
    yield ends.blobs.filter((oid) => wanted.addNameless(oid));
  }

  function blobFragment(blob: NamedBlob, pieces: Pieces, fresh: () => Promise<FreshSightings>): Fragment {
    introductions.suspect(blob);
    return {
      pieces,
      path: blob.path,
      onClean() {
        introductions.acquit(blob);
        reach.clean?.add(blob.oid, blob.path);
      },
      rank: () => rankOf(blob.oid),
      places: (sightings) => places(blob, sightings, fresh),
    };
  }

  /** Sorts blobs in git's order, before names and messages. A blob that exists at the base is not new, even if the range restores it. */
  async function rankOf(oid: string): Promise<number | null> {
    const { order } = await listed();
    const index = order.get(oid);
    return index === undefined ? null : index - order.size;
  }

  async function places(
    blob: NamedBlob,
    sightings: readonly Sighting[],
    fresh: () => Promise<FreshSightings>,
  ): Promise<readonly Place[]> {
    const changes = await introductions.changes(blob);
    if (changes.length === 0) return [{ path: blob.path, commit: null, exposure: "local", sightings }];
    const found = await (await fresh()).places(blob, sightings, changes, "local");
    return Promise.all(
      found.map(async (place) => ({
        ...place,
        exposure: place.commit === null ? "local" : await reach.exposureOf(place.commit),
      })),
    );
  }

  function messageFragments(oid: string, type: string, bytes: Buffer): Fragment[] {
    // Search the whole object at once, unless a header could continue in the message, as it does after a backslash.
    if (!bytes.includes("\\") && isClean(bytes, undefined)) {
      tally.clean += bytes.length;
      return [];
    }
    const { message, people, others } = partsOf(bytes);
    const where =
      type === "commit"
        ? { commit: oid, exposure: () => reach.exposureOf(oid) }
        : { commit: null, exposure: "local" as const };
    // After blobs and names
    const last = async () => {
      const { order } = await listed();
      return 1 + (order.get(oid) ?? order.size);
    };
    const parts = [
      wholeFragment([message], { path: `(${type} message)`, ...where }, last),
      wholeFragment([people], { path: `(${type} author)`, ...where }, last),
    ];
    if (others.length > 0) parts.push(wholeFragment([others], { path: `(${type} header)`, ...where }, last));
    return parts;
  }
}
