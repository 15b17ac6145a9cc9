/** Length of a part that gives something of a secret away, in UTF-16 units. */
const SIZE = 8;

/** The fixed beginning of JSON web tokens and of session tokens: it gives nothing away. */
const BEGINNING = /^(?:eyJ[\w-]+\.|IQoJb3JpZ2luX2Vj)/;
const RUN = /[A-Za-z0-9+]/;
/** `anypoint`, `soft.com`: part of a host name in an activation key */
const WORD = /^[a-z.:-]+$/;

/** Every part of some random secrets that is long enough to give something away, to be found in other texts. */
export class SecretParts {
  readonly #all = new Set<string>();

  constructor(texts: Iterable<string>) {
    for (const text of texts) {
      const random = text.replace(BEGINNING, "");
      for (let at = 0; at + SIZE <= random.length; at++) {
        const part = random.slice(at, at + SIZE);
        if (!WORD.test(part)) this.#all.add(part);
      }
    }
  }

  areIn(text: string): boolean {
    return this.replacedIn(text, "") !== text;
  }

  /** Replaces each run of overlapping or adjacent parts in a text. */
  replacedIn(text: string, replacement: string): string {
    if (this.#all.size === 0) return text;
    let [replaced, end] = ["", 0];
    for (let at = 0; at + SIZE <= text.length; at++) {
      if (!this.#all.has(text.slice(at, at + SIZE))) continue;
      let [from, to] = [at, at + SIZE];
      // Characters on either side that are too few to be a part belong to it, and so does the fixed beginning.
      while (from > end && RUN.test(text[from - 1] as string)) from--;
      while (to < text.length && RUN.test(text[to] as string)) to++;
      if (from > end || end === 0) replaced += text.slice(end, from) + replacement;
      end = to;
    }
    return replaced + text.slice(end);
  }
}
