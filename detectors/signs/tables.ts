import { PACKED } from "../base64.ts";
import { FOLLOW, LEAD } from "../escapes.ts";
import { callNames } from "../joins.ts";
import { IN_RUN as UNITS_IN_RUN } from "../runs.ts";
import { layout, MOST_ENTRIES, MOST_LETTERS, MOST_WORDS, shapeBits } from "./layout.ts";
import { BETWEEN, COMMA, isEscapeEnd, isLead, isQuote, OTHERS, PARTS } from "./marks.ts";
import { bucketsOf, fewQuads, type Quad } from "./quads.ts";

/** How words are compared: without the bit that tells capitals from small letters. */
export const FOLD = 0x20;

/** Which bytes a run of base64 of either alphabet is made of. */
export const IN_RUN = UNITS_IN_RUN.subarray(0, 256);

/**
 * Words that mean something only where a word begins: `community` is no `munit`, `map client` no `ap client`. Behind no
 * letter, that is, or behind one that may be the end of an escape (hex, `\n`), or where a camel's hump begins.
 */
export const BOUNDED = /^(?:munit$|(?:ap|ca|mq|platform)[ ._-]?client$)/;

/** A letter that ends no escape. */
export const MIDDLE = new Uint8Array(256);
for (const letter of "GHIJKLMOPQSUVWXYZghijklmopqsuvwxyz") MIDDLE[letter.charCodeAt(0)] = 1;

/** A word with the place of the four letters by which it is looked for, which is -1 when it has but three. */
export interface Placed {
  readonly letters: readonly number[];
  readonly place: number;
  /** Those four as the kernel loads them, 0 for the missing one. */
  readonly quad: number;
  readonly bucket: number;
  readonly isBounded: boolean;
  readonly number: number;
  /** `0` for a word; else the bit of the shape that may begin with it. */
  readonly shape: number;
}

/** What the shapes begin with that are looked for like words. */
export const SHAPE_WORDS: readonly (readonly [text: string, shape: number])[] = [
  ["akia", shapeBits.keyId],
  ["asia", shapeBits.keyId],
  ["~?~", shapeBits.tildes],
  ["---", shapeBits.uuidDashes],
  ...callNames.map((name) => [name, shapeBits.call] as const),
];

/** Words, and what shapes begin with. */
function placed(words: readonly string[]): Placed[] {
  const all = [
    ...SHAPE_WORDS.map(([text, shape]) => ({ text, number: 0, shape })),
    ...words.map((text, number) => ({ text, number, shape: 0 })),
  ];
  const quads = fewQuads(all.map(({ text }) => text));
  const buckets = bucketsOf(quads.map(({ text }) => text));
  return all.map(({ text, number, shape }, index) => {
    const letters = Array.from(text, (character) => character.charCodeAt(0) | FOLD);
    const { place } = quads[index] as Quad;
    const quad = [3, 2, 1, 0].reduce((sum, at) => sum * 256 + (letters[place + at] ?? 0), 0);
    const isBounded = shape === 0 && BOUNDED.test(text);
    return { letters, place, quad, bucket: buckets[index] as number, isBounded, number, shape };
  });
}

/** Fills the kernel's tables, the part of its memory below `layout.found`. */
export function fillTables(memory: Uint8Array, words: readonly string[]): void {
  const all = placed(words);
  const letters = all.reduce((sum, word) => sum + word.letters.length, 0);
  if (words.length > MOST_WORDS || all.length > MOST_ENTRIES || letters > MOST_LETTERS)
    throw new Error("too many keywords for the kernel");
  fillClasses(memory);
  fillKinds(memory);
  memory.set(LEAD.subarray(0, 256), layout.lead);
  memory.set(FOLLOW.subarray(0, 256), layout.follow);
  const view = new DataView(memory.buffer, memory.byteOffset);
  for (const [index, first] of [PACKED.size, ...PACKED].entries())
    view.setUint32(layout.packed + 4 * index, first, true);
  const sorted = all.sort((a, b) => hashOf(a) - hashOf(b));
  let letter: number = layout.letters;
  for (const [index, word] of sorted.entries()) {
    const entry = layout.words + 16 * index;
    const next = sorted[index + 1];
    view.setUint32(entry, letter, true);
    view.setUint32(entry + 4, word.letters.length, true);
    view.setInt16(entry + 8, word.place, true);
    view.setUint16(entry + 10, word.number, true);
    view.setUint16(entry + 12, word.shape, true);
    const isLast = next === undefined || hashOf(next) !== hashOf(word);
    view.setUint16(entry + 14, (isLast ? 1 : 0) | (word.isBounded ? 2 : 0), true);
    memory.set(word.letters, letter);
    letter += word.letters.length;
    const hash = layout.byQuad + hashOf(word);
    if (memory[hash] === 0) memory[hash] = index + 1;
    for (let at = 0; at < 4; at++)
      addByte(memory, layout.quads + 32 * at, word.letters[word.place + at], 1 << word.bucket);
  }
}

/** 10 bits of a word's four letters. */
function hashOf({ quad }: Placed): number {
  return Math.imul(quad, 0x9e3779b1) >>> 22;
}

/** Lets a folded byte, in both cases, or any byte, carry a bucket's bit in a pair of tables by half bytes. */
function addByte(memory: Uint8Array, table: number, byte: number | undefined, bit: number): void {
  const lows = byte === undefined ? HALVES : [byte & 15];
  const highs = byte === undefined ? HALVES : [byte >> 4, (byte & ~FOLD) >> 4];
  for (const at of [...lows.map((low) => table + low), ...highs.map((high) => table + 16 + high)])
    memory[at] = (memory[at] as number) | bit;
}
const HALVES = [...Array(16).keys()];

/** What a byte can be to an escape, as `assembly/kinds.ts` has it. */
const KINDS: readonly (readonly [bit: number, isOne: (byte: number) => boolean])[] = [
  [1, (byte) => IN_RUN[byte] === 1],
  [2, isLead],
  [4, isQuote],
  [8, isEscapeEnd],
  [16, (byte) => OTHERS.has(byte)],
  [32, (byte) => BETWEEN.has(byte) || byte === COMMA],
  [64, (byte) => PARTS.has(byte)],
  [128, (byte) => IN_RUN[byte] === 1 || isLead(byte) || PARTS.has(byte)],
];

function fillKinds(memory: Uint8Array): void {
  memory.set(MIDDLE, layout.middle);
  for (let byte = 0; byte < 256; byte++)
    memory[layout.kinds + byte] = KINDS.reduce((bits, [bit, isOne]) => (isOne(byte) ? bits | bit : bits), 0);
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
