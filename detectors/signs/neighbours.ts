import { code } from "./marks.ts";
import { SHAPE_WORDS } from "./tables.ts";

/** Which characters are adjacent in words. Characters are compared by six bits, so it may answer yes wrongly, but not no. */
export interface Neighbours {
  arePair(one: number, two: number): boolean;
  areTriple(one: number, two: number, three: number): boolean;
}

const PAIR = 1 << 12;
const TRIPLE = 1 << 18;

/** Six bits of a byte. Upper and lower case are the same, and so are bytes outside ASCII and some inside. */
function bits(byte: number): number {
  return (byte & 31) | ((byte >> 1) & 32);
}

/** The adjacent characters in these words and in those of the shapes. */
export function neighboursIn(words: readonly string[]): Neighbours {
  const [pairs, triples] = [new Set<number>(), new Set<number>()];
  for (const word of [...words, ...SHAPE_WORDS.map(([text]) => text)]) {
    let before = 0;
    for (const [index, letter] of Array.from(word, code).entries()) {
      before = (before * 64 + bits(letter)) % TRIPLE;
      if (index > 0) pairs.add(before % PAIR);
      if (index > 1) triples.add(before);
    }
  }
  return {
    arePair: (one, two) => pairs.has(bits(one) * 64 + bits(two)),
    areTriple: (one, two, three) => triples.has((bits(one) * 64 + bits(two)) * 64 + bits(three)),
  };
}
