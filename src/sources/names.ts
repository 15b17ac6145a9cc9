import { type Fragment, type Location, type Tally, wholeFragment } from "../fragment.ts";
import { mayNameKeys } from "../search/mayNameKeys.ts";

/**
 * Turns the names of new files into fragments: each name as a whole, because a key may contain a slash, and each
 * component once. If there can be no key in any of them, the names are only tallied.
 * @param names the paths, with the place of each
 */
export function* nameFragments(names: readonly Location[], tally: Tally): Generator<Fragment> {
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
