import type { Config } from "../config/schema.ts";
import { emptyTally, type Fragment, type Source } from "../fragment.ts";
import { ABSENT, type Change, isContent } from "../git/changes.ts";
import { isBelow } from "../git/paths.ts";
import type { Repo } from "../git/repo.ts";
import { ignoreBy } from "../policy/ignore.ts";
import { FreshSightings } from "./fresh.ts";
import { namedBlobs } from "./namedBlobs.ts";
import { nameFragments } from "./names.ts";

/**
 * What the next commit would introduce: new blobs in the index, and the names of new files.
 * @param staged the staged change
 * @param only if given, files and folders to search, from the top
 */
export function stagedSource(repo: Repo, config: Config, staged: Change, only?: readonly string[]): Source {
  const tally = emptyTally();
  return { tally, fragments: fragments() };

  async function* fragments(): AsyncGenerator<Fragment> {
    const change = relevant(staged);
    const isIgnored = await ignoreBy(config.ignorePaths);
    const named = change.paths.filter(
      ({ path, mode, before }) =>
        mode !== ABSENT && before.every((old) => old.mode === ABSENT) && !isIgnored(path),
    );
    const searched = change.paths.filter(
      (entry) => isContent(entry) && !entry.before.some((old) => old.oid === entry.oid),
    );
    const kept = searched.filter((entry) => !isIgnored(entry.path));
    tally.files = searched.length;
    tally.ignored = searched.length - kept.length;
    const fresh = new FreshSightings(repo, isIgnored);
    const oids = new Set<string>();
    for await (const { blob, pieces } of namedBlobs(repo, kept)) {
      tally.blobs = oids.add(blob.oid).size;
      yield {
        pieces,
        path: blob.path,
        places: (sightings) => fresh.places(blob, sightings, [change], "staged"),
      };
    }
    const names = named.map(({ path }) => ({ path, commit: null, exposure: "staged" as const }));
    yield* nameFragments(names, tally);
  }

  function relevant(change: Change): Change {
    if (only === undefined) return change;
    return {
      ...change,
      paths: change.paths.filter(({ path }) => only.some((folder) => isBelow(path, folder))),
    };
  }
}
