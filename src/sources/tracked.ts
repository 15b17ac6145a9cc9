import type { Config } from "../config/schema.ts";
import { emptyTally, type Fragment, filePlace, type Source, wholeFragment } from "../fragment.ts";
import { isContent, trackedFiles } from "../git/changes.ts";
import { wholeOf } from "../git/objects.ts";
import type { Repo } from "../git/repo.ts";
import { ignoreBy } from "../policy/ignore.ts";
import { namedBlobs } from "./namedBlobs.ts";

/**
 * Every file of the index, whether it changed or not.
 * @param mentioning only files that hold these words, byte for byte
 */
export function trackedSource(repo: Repo, config: Config, mentioning?: string): Source {
  const tally = emptyTally();
  return { tally, fragments: fragments() };

  async function* fragments(): AsyncGenerator<Fragment> {
    const isIgnored = await ignoreBy(config.ignorePaths);
    const entries = (await trackedFiles(repo)).filter(isContent);
    const kept = entries.filter((entry) => !isIgnored(entry.path));
    tally.ignored = entries.length - kept.length;
    for await (const { blob, pieces } of namedBlobs(repo, kept)) {
      const { path } = blob;
      tally.files++;
      if (mentioning !== undefined) {
        const bytes = await wholeOf(pieces);
        if (bytes.includes(mentioning))
          yield wholeFragment([bytes], { path: filePlace(path), commit: null, exposure: "disk" });
        continue;
      }
      tally.blobs++;
      yield wholeFragment(pieces, { path: filePlace(path), commit: null, exposure: "disk" });
    }
  }
}
