import { type Fragment, type Standing, type Tally, wholeFragment } from "../fragment.ts";
import { mayNameKeys } from "../mayNameKeys.ts";

/**
 * Names of new files as content. Those of their folders stand alone too: a slash ends no key, for base64 has slashes.
 * A folder is told of once. Mostly there is nothing in any of them: then they are tallied, and there are no fragments.
 * @param names paths that changes make, with where these count
 */
export function* nameFragments(names: readonly Standing[], tally: Tally): Generator<Fragment> {
  const isClean = !mayNameKeys(names.map(({ path }) => path));
  const seen = new Set<string>();
  for (const { path, ...where } of names) {
    const folders = path.split("/").slice(0, -1);
    for (const name of [path, ...folders.filter((folder) => !seen.has(folder))]) {
      seen.add(name);
      if (isClean) tally.clean += Buffer.byteLength(name);
      else yield wholeFragment([Buffer.from(name)], { ...where, path: "(file name)" });
    }
  }
}
