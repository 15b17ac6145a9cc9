import { groupBy } from "../detectors/groupBy.ts";

/** Characters by which long texts are looked up. */
const BEGINNING = 8;

/** Many texts, such as secrets, to be found in others: to look for ten thousand takes no longer than for ten. */
export class Needles {
  readonly #short: readonly string[];
  readonly #long: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(needles: Iterable<string>) {
    const all = [...new Set(needles)];
    this.#short = all.filter(({ length }) => length < BEGINNING);
    const long = all.filter(({ length }) => length >= BEGINNING);
    this.#long = groupBy(long, (needle) => needle.slice(0, BEGINNING));
  }

  /** Those that stand in a text, the longest first. */
  in(text: string): string[] {
    const found = new Set(this.#short.filter((needle) => text.includes(needle)));
    for (let at = 0; at + BEGINNING <= text.length; at++)
      for (const needle of this.#long.get(text.slice(at, at + BEGINNING)) ?? [])
        if (text.startsWith(needle, at)) found.add(needle);
    return [...found].sort((a, b) => b.length - a.length);
  }
}
