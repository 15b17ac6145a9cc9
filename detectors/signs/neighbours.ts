import { code } from "./marks.ts";
import { FOLD, SHAPE_WORDS } from "./tables.ts";

/** Two or three characters, folded, that stand side by side in a word: `a << 8 | b`, `a << 16 | b << 8 | c`. */
export type Neighbours = ReadonlySet<number>;

export function neighboursIn(words: readonly string[]): Neighbours {
  const folded = [...words, ...SHAPE_WORDS.map(([text]) => text)].map((word) =>
    Array.from(word, (letter) => code(letter) | FOLD),
  );
  const found = new Set<number>();
  for (const letters of folded) {
    let before = 0;
    for (const [index, letter] of letters.entries()) {
      before = ((before << 8) | letter) & 0xffffff;
      if (index > 0) found.add(before & 0xffff);
      if (index > 1) found.add(before);
    }
  }
  return found;
}
