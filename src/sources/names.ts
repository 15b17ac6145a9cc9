import { type Fragment, type Place, wholeFragment } from "../fragment.ts";

/** A path that a change makes, with where that counts. */
export interface NewName extends Omit<Place, "sightings"> {}

/**
 * Names of new files as content. Those of their folders stand alone too: a slash ends no key, for base64 has slashes.
 * A folder is told of once.
 */
export function* nameFragments(names: Iterable<NewName>): Generator<Fragment> {
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
