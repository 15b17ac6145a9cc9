import { type Fragment, type Standing, type Tally, wholeFragment } from "../fragment.ts";
import { mayNameKeys } from "../mayNameKeys.ts";

/**
 * Names of new files as content, each as a whole, since a key may have a slash in it, and each of their parts alone, once.
 * Mostly there is nothing in any of them: then the names are tallied, and there are no fragments.
 * @param names paths that changes make, with where these count
 */
export function* nameFragments(names: readonly Standing[], tally: Tally): Generator<Fragment> {
  if (!mayNameKeys(names.map(({ path }) => path))) {
    for (const { path } of names) tally.clean += Buffer.byteLength(path);
    return;
  }
  const seen = new Set<string>();
  for (const { path, ...where } of names) {
    for (const name of new Set([path, ...path.split("/").filter((part) => !seen.has(part))])) {
      seen.add(name);
      yield wholeFragment([Buffer.from(name)], { ...where, path: "(file name)" });
    }
  }
}
