/** Characters from the most to the least frequent in code and English. */
const FREQUENT = " etaonirsldcupmfhgyb_.-vkwxqzj~?<>";

/** Four consecutive letters of a word; for a word of three letters, any byte (`*`) and these. */
export interface Quad {
  readonly text: string;
  /** The offset in the word: -1 for a word of three letters. */
  readonly place: number;
}

/** The rough frequency of a character in texts, from 0 to 1. */
function frequency(character: string): number {
  return character === "*" ? 1 : 0.35 / (FREQUENT.indexOf(character) + 2);
}

function quadsOf(word: string): Quad[] {
  if (word.length === 3) return [{ text: `*${word}`, place: -1 }];
  return Array.from({ length: word.length - 3 }, (_, place) => ({
    text: word.slice(place, place + 4),
    place,
  }));
}

/** Picks the four letters of each word to search for, so that there are few distinct quads in all, and rare ones. */
export function fewQuads(words: readonly string[]): Quad[] {
  const quads = words.map(quadsOf);
  const chosen: Quad[] = new Array(words.length);
  const open = new Set(words.keys());
  const rarity = new Map<string, number>();
  for (const { text } of quads.flat())
    rarity.set(
      text,
      Array.from(text).reduce((product, letter) => product * frequency(letter), 1),
    );
  while (open.size > 0) {
    const covered = new Map<string, number>();
    for (const index of open)
      for (const text of new Set((quads[index] as Quad[]).map((quad) => quad.text)))
        covered.set(text, (covered.get(text) ?? 0) + 1);
    const worth = ([text, count]: [string, number]) => count / ((rarity.get(text) as number) + 1e-6);
    const [best] = [...covered].reduce((a, b) => (worth(b) > worth(a) ? b : a));
    for (const index of open) {
      const quad = (quads[index] as Quad[]).find(({ text }) => text === best);
      if (quad === undefined) continue;
      chosen[index] = quad;
      open.delete(index);
    }
  }
  return chosen;
}

/**
 * Distributes quads over eight buckets so that few other bytes look like one: the kernel's first test knows only to which
 * buckets each half of each byte may belong.
 * @returns the bucket of each quad
 */
export function bucketsOf(quads: readonly string[]): number[] {
  const distinct = [...new Set(quads)].sort((a, b) => (a < b ? -1 : 1));
  const buckets = Array.from({ length: 8 }, () => new Set<string>());
  const bucketOf = (quad: string) => buckets.findIndex((bucket) => bucket.has(quad));
  const move = (quad: string) => {
    const before = bucketOf(quad);
    buckets[before]?.delete(quad);
    const costs = buckets.map((bucket) => looseness([...bucket, quad]) - looseness([...bucket]));
    const best = costs.indexOf(Math.min(...costs));
    buckets[best]?.add(quad);
    return best !== before;
  };
  for (let round = 0; round < 20; round++) if (!distinct.map(move).includes(true)) break;
  return quads.map(bucketOf);
}

/** The probability that four characters of a text pass the kernel's first test for a bucket of quads. */
function looseness(quads: readonly string[]): number {
  let all = quads.length === 0 ? 0 : 1;
  for (let place = 0; place < 4; place++) {
    const letters = quads.map((quad) => quad[place] as string);
    if (letters.includes("*")) continue;
    const [lows, highs] = [15, 240].map(
      (half) => new Set(letters.map((letter) => letter.charCodeAt(0) & half)),
    );
    const like = Array.from(FREQUENT).filter((character) => {
      const code = character.charCodeAt(0);
      return lows?.has(code & 15) && highs?.has(code & 240);
    });
    all *= like.reduce((sum, letter) => sum + frequency(letter), 0);
  }
  return all;
}
