/** Characters that give something of a secret away. */
const SIZE = 8;

/** What all signed tokens and all session tokens begin with: it gives nothing away. */
const BEGINNING = /^(?:eyJ[\w-]+\.|IQoJb3JpZ2luX2Vj)/;
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
      if (at > end || end === 0) replaced += text.slice(end, at) + replacement;
      end = at + SIZE;
    }
    return replaced + text.slice(end);
  }
}
