import { groupBy } from "../../detectors/groupBy.ts";

/** Length of the prefix by which long texts are indexed, in UTF-16 units. */
const BEGINNING = 8;

/** Searches for many texts, such as secrets, at once: ten thousand take no longer than ten. */
export class Needles {
  readonly #short: readonly string[];
  readonly #long: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(needles: Iterable<string>) {
    const all = [...new Set(needles)];
    this.#short = all.filter(({ length }) => length < BEGINNING);
    const long = all.filter(({ length }) => length >= BEGINNING);
    this.#long = groupBy(long, (needle) => needle.slice(0, BEGINNING));
  }

  /** Those that occur in a text, longest first. */
  in(text: string): string[] {
    const found = new Set(this.#short.filter((needle) => text.includes(needle)));
    for (let at = 0; at + BEGINNING <= text.length; at++)
      for (const needle of this.#long.get(text.slice(at, at + BEGINNING)) ?? [])
        if (text.startsWith(needle, at)) found.add(needle);
    return [...found].sort((a, b) => b.length - a.length);
  }
}
