import type { Config } from "../config/schema.ts";
import { emptyTally, type Fragment, type Source, wholeFragment } from "../fragment.ts";
import { ABSENT, type Change, commitChanges, treeChange } from "../git/changes.ts";
import { existingObjects, type ObjectType, wholeOf } from "../git/objects.ts";
import type { Repo } from "../git/repo.ts";
import { treesOf } from "../git/tips.ts";
import { ignoreBy } from "../policy/ignore.ts";
import { FreshSightings } from "./fresh.ts";
import { partsOf } from "./headers.ts";
import { namedBlobs } from "./namedBlobs.ts";
import { type NewName, nameFragments } from "./names.ts";
import { newObjects, type Reach } from "./newObjects.ts";

/** Every object a range of history adds: blobs by the commit and path that bring them in, messages, names, tags. */
export function commitsSource(repo: Repo, config: Config, reach: Reach): Source {
  const tally = emptyTally();
  return { tally, fragments: fragments() };

  async function* fragments(): AsyncGenerator<Fragment> {
    const found = await newObjects(repo, reach, tally.skipped);
    const byType = (type: ObjectType) => [...found].flatMap(([oid, its]) => (its === type ? [oid] : []));
    const [commits, tags, blobs] = [byType("commit"), byType("tag"), new Set(byType("blob"))];
    tally.commits = commits.length;
    yield* contentFragments(commits, blobs);
    yield* messageFragments([...commits, ...tags]);
  }

  async function* contentFragments(
    commits: readonly string[],
    blobs: ReadonlySet<string>,
  ): AsyncGenerator<Fragment> {
    const isIgnored = await ignoreBy(config.ignorePaths);
    const fresh = new FreshSightings(repo, isIgnored);
    const pathsOf = new Map<string, Map<string, Change[]>>();
    const ignored = new Set<string>();
    const names = new Map<string, NewName>();
    const exposed = (commit: string | null) => (commit === null ? "local" : reach.exposureOf(commit));
    for await (const change of changes(commits)) {
      const { commit } = change;
      for (const { path, mode, oid, before } of change.paths) {
        if (mode === ABSENT) continue;
        if (before.every((old) => old.mode === ABSENT) && !names.has(path) && !isIgnored(path))
          names.set(path, { path, commit, exposure: exposed(commit) });
        if (mode === "160000" || !blobs.has(oid)) continue;
        if (isIgnored(path)) ignored.add(oid);
        else {
          const paths = pathsOf.get(oid) ?? new Map<string, Change[]>();
          pathsOf.set(oid, paths.set(path, [...(paths.get(path) ?? []), change]));
        }
      }
    }
    // A blob that nothing names (a tag of a blob) is searched all the same.
    const searched = [...blobs].filter((oid) => pathsOf.has(oid) || !ignored.has(oid));
    tally.ignored = blobs.size - searched.length;
    tally.blobs += searched.length;
    const { clean } = reach;
    const named = searched.flatMap((oid) => {
      const paths = pathsOf.get(oid) ?? new Map<string, Change[]>([[`(object ${oid})`, []]]);
      return Array.from(paths, ([path, changes]) => ({ oid, path, changes }));
    });
    const unknown = named.filter(({ oid, path }) => clean?.has(oid, path) !== true);
    for await (const { blob, pieces } of namedBlobs(repo, unknown)) {
      const { oid, path, changes } = blob;
      const onClean = () => clean?.add(oid, path);
      if (changes.length === 0) {
        yield { ...wholeFragment(pieces, { path, commit: null, exposure: "local" }), onClean };
        continue;
      }
      yield {
        pieces,
        path,
        onClean,
        async places(sightings) {
          const places = await fresh.places(blob, sightings, changes, "local");
          return places.map((place) => ({ ...place, exposure: exposed(place.commit) }));
        },
      };
    }
    await clean?.save();
    yield* nameFragments(names.values());
  }

  /** Of the commits, and of trees that are pushed without one. */
  async function* changes(commits: readonly string[]): AsyncGenerator<Change> {
    yield* commitChanges(repo, commits);
    for (const tree of await treesOf(repo, reach.tips)) yield treeChange(repo, tree);
  }

  async function* messageFragments(oids: readonly string[]): AsyncGenerator<Fragment> {
    for await (const { name: oid, type, pieces } of existingObjects(repo, oids)) {
      const { message, people, others } = partsOf(await wholeOf(pieces));
      const exposure = type === "commit" ? reach.exposureOf(oid) : "local";
      const commit = type === "commit" ? oid : null;
      yield wholeFragment([message], { path: `(${type} message)`, commit, exposure });
      yield wholeFragment([people], { path: `(${type} author)`, commit, exposure });
      if (others.length > 0) yield wholeFragment([others], { path: `(${type} header)`, commit, exposure });
    }
  }
}
