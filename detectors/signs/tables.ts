import { PACKED } from "../base64.ts";
import { FOLLOW, LEAD } from "../escapes.ts";
import { callNames } from "../joins.ts";
import { layout, MOST_LETTERS, MOST_WORDS, shapeBits } from "./layout.ts";

/** How words are compared: without the bit that tells capitals from small letters. */
export const FOLD = 0x20;

/** Which bytes a run of base64 of either alphabet is made of. */
export const IN_RUN = new Uint8Array(256);
for (const character of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-")
  IN_RUN[character.charCodeAt(0)] = 1;

/** A word with the place of the three letters by which it is looked for. */
export interface Placed {
  readonly letters: readonly number[];
  readonly place: number;
  readonly number: number;
  /** `0` for a word; else the bit of the shape that may begin with it. */
  readonly shape: number;
}

/** What the shapes begin with that are looked for like words. */
export const SHAPE_WORDS: readonly (readonly [text: string, shape: number])[] = [
  ["akia", shapeBits.keyId],
  ["asia", shapeBits.keyId],
  ["~?~", shapeBits.tildes],
  ...callNames.map((name) => [name, shapeBits.call] as const),
];

/** Words, and what shapes begin with. */
export function placed(words: readonly string[]): Placed[] {
  const all = [
    ...SHAPE_WORDS.map(([text, shape]) => ({ text, number: 0, shape })),
    ...words.map((text, number) => ({ text, number, shape: 0 })),
  ];
  const places = fewTrigrams(all.map(({ text }) => text));
  return all.map(({ text, number, shape }, index) => ({
    letters: Array.from(text, (character) => character.charCodeAt(0) | FOLD),
    place: places[index] as number,
    number,
    shape,
  }));
}

/** Characters from the most to the least frequent in code and English. */
const FREQUENT = " etaonirsldcupmfhgyb_.-vkwxqzj~?<>";

/** A place in each word, so that the words share few trigrams, and rare ones. */
function fewTrigrams(words: readonly string[]): number[] {
  const trigrams = words.map((word) =>
    Array.from({ length: word.length - 2 }, (_, at) => word.slice(at, at + 3)),
  );
  const frequency = (trigram: string) =>
    Array.from(trigram).reduce((product, letter) => product / (FREQUENT.indexOf(letter) + 2), 1);
  const places: number[] = new Array(words.length);
  const open = new Set(words.keys());
  while (open.size > 0) {
    const covered = new Map<string, number>();
    for (const index of open)
      for (const trigram of new Set(trigrams[index])) covered.set(trigram, (covered.get(trigram) ?? 0) + 1);
    const worth = ([trigram, count]: [string, number]) => count / (frequency(trigram) + 1e-4);
    const [best] = [...covered].reduce((a, b) => (worth(b) > worth(a) ? b : a));
    for (const index of open) {
      const place = (trigrams[index] as string[]).indexOf(best);
      if (place === -1) continue;
      places[index] = place;
      open.delete(index);
    }
  }
  return places;
}

/** Fills the kernel's tables. */
export function fillTables(memory: Uint8Array, words: readonly string[]): void {
  const all = placed(words);
  const letters = all.reduce((sum, word) => sum + word.letters.length, 0);
  if (words.length > MOST_WORDS || letters > MOST_LETTERS)
    throw new Error("too many keywords for the kernel");
  fillClasses(memory);
  memory.set(LEAD.subarray(0, 256), layout.lead);
  memory.set(FOLLOW.subarray(0, 256), layout.follow);
  const view = new DataView(memory.buffer);
  for (const [index, first] of [PACKED.size, ...PACKED].entries())
    view.setUint32(layout.packed + 4 * index, first, true);
  const sorted = all.sort((a, b) => trigramOf(a) - trigramOf(b));
  const distinct = [...new Set(sorted.map(trigramOf))];
  let letter: number = layout.letters;
  for (const [index, word] of sorted.entries()) {
    const entry = layout.words + 16 * index;
    const trigram = trigramOf(word);
    view.setUint32(entry, letter, true);
    view.setUint32(entry + 4, word.letters.length, true);
    view.setUint16(entry + 8, word.place, true);
    view.setUint16(entry + 10, word.number, true);
    view.setUint16(entry + 12, word.shape, true);
    view.setUint16(entry + 14, trigramOf(sorted[index + 1]) === trigram ? 0 : 1, true);
    memory.set(word.letters, letter);
    letter += word.letters.length;
    if (memory[layout.byTrigram + trigram] === 0) memory[layout.byTrigram + trigram] = index + 1;
    // Neighbours share one of eight bits.
    const bucket = Math.floor((distinct.indexOf(trigram) * 8) / distinct.length);
    for (let at = 0; at < 3; at++)
      addByte(memory, layout.trigrams + 32 * at, word.letters[word.place + at] as number, 1 << bucket);
  }
}

/** The low five bits of each letter of a word's trigram, -1 of no word. */
function trigramOf(word: Placed | undefined): number {
  if (word === undefined) return -1;
  const [one, two, three] = word.letters.slice(word.place, word.place + 3) as [number, number, number];
  return ((one & 31) << 10) | ((two & 31) << 5) | (three & 31);
}

/** Lets a folded byte, in both cases, carry a bucket's bit in a pair of tables by half bytes. */
function addByte(memory: Uint8Array, table: number, byte: number, bit: number): void {
  const low = table + (byte & 15);
  memory[low] = (memory[low] as number) | bit;
  for (const high of [byte >> 4, (byte & ~FOLD) >> 4]) {
    const at = table + 16 + high;
    memory[at] = (memory[at] as number) | bit;
  }
}

/** Sets of bytes that are every combination of some high and some low halves; bits as the kernel has them. */
const RECTANGLES: readonly [bit: number, high: readonly number[], low: readonly number[]][] = [
  [1, [4, 6], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]],
  [2, [5, 7], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
  [4, [3], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  [8, [2], [11, 13, 15]], // + - /
  [16, [5], [15]], // _
  [32, [4, 6], [1, 2, 3, 4, 5, 6]],
  [64, [2], [2, 5, 6, 7]], // " % & '
  [128, [5], [12]], // \
];

function fillClasses(memory: Uint8Array): void {
  for (const [bit, high, low] of RECTANGLES) {
    for (const half of low) memory[layout.classes + half] = (memory[layout.classes + half] as number) | bit;
    for (const half of high) {
      const at = layout.classes + 16 + half;
      memory[at] = (memory[at] as number) | bit;
    }
  }
}
