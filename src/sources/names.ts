import { type Fragment, type Standing, wholeFragment } from "../fragment.ts";

/**
 * Names of new files as content. Those of their folders stand alone too: a slash ends no key, for base64 has slashes.
 * A folder is told of once.
 * @param names paths that changes make, with where these count
 */
export function* nameFragments(names: Iterable<Standing>): Generator<Fragment> {
  const seen = new Set<string>();
  for (const { path, ...where } of names) {
    const place = { ...where, path: "(file name)" };
    yield wholeFragment([Buffer.from(path)], place);
    for (const folder of path.split("/").slice(0, -1)) {
      if (seen.has(folder)) continue;
      seen.add(folder);
      yield wholeFragment([Buffer.from(folder)], place);
    }
  }
}
