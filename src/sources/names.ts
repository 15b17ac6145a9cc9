import { type Fragment, type Standing, type Tally, wholeFragment } from "../fragment.ts";
import { mayNameKeys } from "../mayNameKeys.ts";

/**
 * Names of new files as content. Each part of them stands alone too: a slash ends no key, for base64 has slashes. A part
 * is told of once. Mostly there is nothing in any of them: then they are tallied, and there are no fragments.
 * @param names paths that changes make, with where these count
 */
export function* nameFragments(names: readonly Standing[], tally: Tally): Generator<Fragment> {
  const isClean = !mayNameKeys(names.map(({ path }) => path));
  const seen = new Set<string>();
  for (const { path, ...where } of names) {
    for (const name of new Set([path, ...path.split("/").filter((part) => !seen.has(part))])) {
      seen.add(name);
      if (isClean) tally.clean += Buffer.byteLength(name);
      else yield wholeFragment([Buffer.from(name)], { ...where, path: "(file name)" });
    }
  }
}
