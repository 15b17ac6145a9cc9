/** Characters that give something of a secret away. */
const SIZE = 8;

/** What all signed tokens and all session tokens begin with: it gives nothing away. */
const BEGINNING = /^(?:eyJ[\w-]+\.|IQoJb3JpZ2luX2Vj)/;
const RUN = /[A-Za-z0-9+]/;
/** `anypoint`, `soft.com`: a host that stands in an activation key */
const WORD = /^[a-z.:-]+$/;

/** All stretches of some random texts that are long enough to give something away, to be found in others. */
export class Pieces {
  readonly #all = new Set<string>();

  constructor(texts: Iterable<string>) {
    for (const text of texts) {
      const random = text.replace(BEGINNING, "");
      for (let at = 0; at + SIZE <= random.length; at++) {
        const piece = random.slice(at, at + SIZE);
        if (!WORD.test(piece)) this.#all.add(piece);
      }
    }
  }

  areIn(text: string): boolean {
    return this.replacedIn(text, "") !== text;
  }

  /** The text with each stretch made of them replaced. */
  replacedIn(text: string, replacement: string): string {
    if (this.#all.size === 0) return text;
    let [replaced, end] = ["", 0];
    for (let at = 0; at + SIZE <= text.length; at++) {
      if (!this.#all.has(text.slice(at, at + SIZE))) continue;
      let [from, to] = [at, at + SIZE];
      // What is shorter than a piece on either side belongs to it, and what all tokens begin with.
      while (from > end && RUN.test(text[from - 1] as string)) from--;
      while (to < text.length && RUN.test(text[to] as string)) to++;
      if (from > end || end === 0) replaced += text.slice(end, from) + replacement;
      end = to;
    }
    return replaced + text.slice(end);
  }
}
