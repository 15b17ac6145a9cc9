/** Characters from the most to the least frequent in code and English. */
const FREQUENT = " etaonirsldcupmfhgyb_.-vkwxqzj~?<>";

/** Four neighbours in a word; before a word of three letters anything may stand, `*`. */
export interface Quad {
  readonly text: string;
  /** Where it begins in the word: -1 for a word of three letters. */
  readonly place: number;
}

/** How often a character is seen, roughly. */
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

/** Four letters of each word to look for, so that the words share few of them, and rare ones. */
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
 * Shares quads out among eight buckets so that few other texts look like them: the kernel tells only for each place
 * in a quad, and for each half of a byte, which buckets it may belong to.
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

/** How likely four characters of a text look like one of some quads. */
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
