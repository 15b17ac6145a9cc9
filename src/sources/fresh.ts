import type { Exposure } from "../../detectors/detector.ts";
import { filePlace, type Place } from "../fragment.ts";
import { type Change, type ChangedPath, changesSince, isContent, type Version } from "../git/changes.ts";
import type { Repo } from "../git/repo.ts";
import { search } from "../search/search.ts";
import type { Sighting } from "../search/searchText.ts";
import { keyOf, type NamedBlob, namedBlobs } from "./namedBlobs.ts";

/** Most paths of a change that is read in advance: of a larger one most would be read in vain. */
const AT_ONCE = 50;

/**
 * Decides which sightings are new in a change. A secret that was there before is not new, even if its line was edited or
 * its file renamed. Occurrences of each value are counted and compared with every parent: a merge introduces only what no
 * parent has.
 */
export class FreshSightings {
  readonly #repo: Repo;
  readonly #isIgnored: (path: string) => boolean;
  /** Sightings by {@link keyOf}: the findings in the same content may depend on the file's name. */
  readonly #searched = new Map<string, readonly Sighting[]>();
  /** For each parent of a change, how many occurrences of each secret were removed and have not been matched with a new one yet. */
  readonly #gone = new Map<Change, Map<number, Map<string, number>>>();

  /** @param isIgnored paths that are not searched: what moves out of one is new */
  constructor(repo: Repo, isIgnored: (path: string) => boolean) {
    this.#repo = repo;
    this.#isIgnored = isIgnored;
  }

  /** Reads the old versions of small changes with one git; those of large ones are read on demand. */
  async prepare(changes: Iterable<Change>): Promise<void> {
    const small = [...changes].filter(({ paths }) => paths.length <= AT_ONCE);
    const entries = small.flatMap(({ paths }) => paths).filter(({ path }) => !this.#isIgnored(path));
    await this.#search(entries.flatMap(({ path, before }) => before.map((old) => versionOf(path, old))));
  }

  /** The places where sightings in a blob are new, of those that have it at this path. */
  async places(
    blob: NamedBlob,
    sightings: readonly Sighting[],
    changes: readonly Change[],
    exposure: Exposure,
  ): Promise<Place[]> {
    this.#searched.set(keyOf(blob), sightings);
    const places: Place[] = [];
    for (const change of changes) {
      for (const entry of change.paths) {
        if (entry.oid !== blob.oid || entry.path !== blob.path) continue;
        if (!isContent(entry) || this.#isIgnored(entry.path)) continue;
        const fresh = await this.#fresh(change, entry, sightings);
        if (fresh.length > 0)
          places.push({ path: filePlace(entry.path), commit: change.commit, exposure, sightings: fresh });
      }
    }
    return places;
  }

  async #fresh(change: Change, entry: ChangedPath, sightings: readonly Sighting[]): Promise<Sighting[]> {
    let fresh = [...sightings];
    for (let parent = 0; parent < entry.before.length && fresh.length > 0; parent++) {
      const [before] = await this.#search([versionOf(entry.path, entry.before[parent])]);
      fresh = withoutKnown(fresh, before ?? []);
      // A secret that was removed elsewhere as often has only moved.
      if (fresh.length > 0) fresh = withoutCounted(fresh, await this.#goneSince(change, parent), identity);
    }
    return fresh;
  }

  async #goneSince(change: Change, parent: number): Promise<Map<string, number>> {
    const perParent = this.#gone.get(change) ?? new Map<number, Map<string, number>>();
    this.#gone.set(change, perParent);
    const gone = perParent.get(parent) ?? (await this.#countGone(change, parent));
    perParent.set(parent, gone);
    return gone;
  }

  async #countGone(change: Change, parent: number): Promise<Map<string, number>> {
    const all = await changesSince(this.#repo, change, parent);
    // Compared with one parent of several, each entry has one version before it.
    const old = (entry: ChangedPath) => entry.before[entry.before.length === 1 ? 0 : parent] as Version;
    const others = all.filter(
      (entry) => isContent(old(entry)) && old(entry).oid !== entry.oid && !this.#isIgnored(entry.path),
    );
    const before = await this.#search(others.map((entry) => versionOf(entry.path, old(entry))));
    // Only files that contained a secret need their new version searched.
    const held = others.flatMap((entry, index) => {
      const sightings = before[index] ?? [];
      return sightings.length === 0 ? [] : [{ entry, sightings }];
    });
    const now = await this.#search(held.map(({ entry }) => versionOf(entry.path, entry)));
    return counted(
      held.flatMap(({ sightings }, index) => withoutKnown(sightings, now[index] ?? [])),
      identity,
    );
  }

  /** The sightings in each of these versions. Reads with one git what was not searched yet. */
  async #search(versions: readonly (NamedBlob | null)[]): Promise<(readonly Sighting[])[]> {
    const unread = new Map<string, NamedBlob>();
    for (const version of versions)
      if (version !== null && !this.#searched.has(keyOf(version))) unread.set(keyOf(version), version);
    for await (const { blob, pieces } of namedBlobs(this.#repo, [...unread.values()]))
      this.#searched.set(keyOf(blob), await search(pieces, blob.path));
    return versions.map((version) => (version === null ? [] : (this.#searched.get(keyOf(version)) ?? [])));
  }
}

function versionOf(path: string, version: Version | undefined): NamedBlob | null {
  return version === undefined || !isContent(version) ? null : { path, oid: version.oid };
}

/** Equal for two sightings of the same secret. */
function identity(sighting: Sighting): string {
  return sighting.match.value;
}

/** The secret with the text of its line. */
function onLine(sighting: Sighting): string {
  const text = sighting.lines.find((line) => line.number === sighting.line)?.text.trim() ?? "";
  return `${identity(sighting)}\0${text}`;
}

type KeyOf = (sighting: Sighting) => string;

function counted(sightings: readonly Sighting[], keyOf: KeyOf): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of sightings.map(keyOf)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** Drops sightings with the same key as often as it was counted, and counts that down. */
function withoutCounted(
  sightings: readonly Sighting[],
  counts: Map<string, number>,
  keyOf: KeyOf,
): Sighting[] {
  return sightings.filter((sighting) => {
    const left = counts.get(keyOf(sighting)) ?? 0;
    if (left > 0) counts.set(keyOf(sighting), left - 1);
    return left === 0;
  });
}

/** Drops as many sightings of each secret as there were before, first those on unchanged lines. */
function withoutKnown(now: readonly Sighting[], before: readonly Sighting[]): Sighting[] {
  const onNewLines = new Set(withoutCounted(now, counted(before, onLine), onLine));
  const inOrder = [...now.filter((sighting) => !onNewLines.has(sighting)), ...onNewLines];
  return withoutCounted(inOrder, counted(before, identity), identity);
}
