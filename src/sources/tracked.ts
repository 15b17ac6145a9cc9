import type { Config } from "../config/schema.ts";
import { emptyTally, type Fragment, filePlace, looseFragment, type Source } from "../fragment.ts";
import { type ChangedPath, isContent, trackedFiles, treeChange } from "../git/changes.ts";
import { wholeOf } from "../git/objects.ts";
import type { Repo } from "../git/repo.ts";
import { ignoreBy } from "../policy/ignore.ts";
import { namedBlobs } from "./namedBlobs.ts";
import { leftOut } from "./newObjects.ts";

/** Every file in the index, changed or not. */
export function trackedSource(repo: Repo, config: Config): Source {
  return sourceOf(repo, config, () => trackedFiles(repo));
}

/**
 * Files that contain a `keylatch:allow` comment, in any case and encoding.
 * @param commit the commit to search; the index by default
 * @param only a single file of the commit to search
 */
export function allowingSource(repo: Repo, config: Config, commit?: string, only?: string): Source {
  const entries = async () => {
    if (commit === undefined) return trackedFiles(repo);
    const listed = (await treeChange(repo, commit)).paths.filter(
      ({ path }) => only === undefined || path === only,
    );
    if (listed.length === 0) return [];
    // A sparse checkout of a partial clone has only some of the blobs.
    const absent = await leftOut(repo, { tips: [`${commit}^{tree}`], known: [], exposureOf: () => "disk" });
    return listed.filter(({ oid }) => !absent.has(oid));
  };
  return sourceOf(repo, config, entries, ALLOWS);
}

/** Matches one-byte encodings and UTF-16, read as Latin-1. */
const ALLOWS = new RegExp(Array.from("keylatch:allow").join("\\0?"), "i");

function sourceOf(
  repo: Repo,
  config: Config,
  listed: () => Promise<readonly ChangedPath[]>,
  mentioning?: RegExp,
): Source {
  const tally = emptyTally();
  return { tally, fragments: fragments() };

  async function* fragments(): AsyncGenerator<Fragment> {
    const isIgnored = await ignoreBy(config.ignorePaths);
    const entries = (await listed()).filter(isContent);
    const kept = entries.filter((entry) => !isIgnored(entry.path));
    tally.ignored = entries.length - kept.length;
    for await (const { blob, pieces } of namedBlobs(repo, kept)) {
      const path = filePlace(blob.path);
      tally.files++;
      if (mentioning !== undefined) {
        const bytes = await wholeOf(pieces);
        if (mentioning.test(bytes.toString("latin1"))) yield looseFragment([bytes], path);
        continue;
      }
      tally.blobs++;
      yield looseFragment(pieces, path);
    }
  }
}
