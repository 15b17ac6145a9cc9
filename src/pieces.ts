/** Characters that give something of a secret away. */
const SIZE = 8;

/** All stretches of some random texts that are long enough to give something away, to be found in others. */
export class Pieces {
  readonly #all = new Set<string>();

  constructor(texts: Iterable<string>) {
    for (const text of texts)
      for (let at = 0; at + SIZE <= text.length; at++) this.#all.add(text.slice(at, at + SIZE));
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
