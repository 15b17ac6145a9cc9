import { PACKED } from "../base64.ts";
import { FOLLOW, LEAD } from "../escapes.ts";
import { callNames } from "../joins.ts";
import { RUN_CHARACTERS, IN_RUN as UNITS_IN_RUN } from "../runs.ts";
import { layout, MOST_ENTRIES, MOST_LETTERS, shapeBits } from "./layout.ts";
import { bucketsOf, fewQuads, type Quad } from "./quads.ts";

/** The bit that distinguishes upper from lower case; words are compared with it set. */
export const FOLD = 0x20;

/** For each byte, 1 if it is a base64 character, standard or URL-safe. */
export const IN_RUN = UNITS_IN_RUN.subarray(0, 256);

/**
 * Words that count only at the start of a word: `community` is not `munit`, `map client` is not `ap client`. That is after
 * no letter, after one that may be the end of an escape (hex, `\n`), or at a capital in camel case.
 */
export const BOUNDED = /^(?:munit$|(?:ap|ca|mq|platform)[ ._-]?client$)/;

/** For each byte, 1 if it is a letter that cannot be the end of an escape. */
export const MIDDLE = new Uint8Array(256);
for (const letter of "GHIJKLMOPQSUVWXYZghijklmopqsuvwxyz") MIDDLE[letter.charCodeAt(0)] = 1;

/** A word with the four letters by which it is searched for. */
interface Placed {
  readonly letters: readonly number[];
  /** Offset of the four letters in the word: -1 for a word of three letters. */
  readonly place: number;
  /** The four letters as the kernel loads them, little-endian; 0 for a missing one. */
  readonly quad: number;
  readonly bucket: number;
  readonly isBounded: boolean;
  readonly number: number;
  /** `0` for a word; else the bit of the shape that may begin with it. */
  readonly shape: number;
}

/** The starts of shapes that are searched for like words. */
const SHAPE_WORDS: readonly (readonly [text: string, shape: number])[] = [
  ["akia", shapeBits.keyId],
  ["asia", shapeBits.keyId],
  ["~?~", shapeBits.tildes],
  ["---", shapeBits.uuidDashes],
  ...callNames.map((name) => [name, shapeBits.call] as const),
];

/** The entries for words and starts of shapes. */
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
  if (all.length > MOST_ENTRIES || letters > MOST_LETTERS)
    throw new Error("too many keywords: make their tables larger in layout.ts and assembly/memory.ts");
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

/** Sets a bucket's bit for a letter, in both cases, or for any byte, in the tables of low and high half bytes. */
function addByte(memory: Uint8Array, table: number, byte: number | undefined, bit: number): void {
  const lows = byte === undefined ? HALVES : [byte & 15];
  const highs = byte === undefined ? HALVES : [byte >> 4, (byte & ~FOLD) >> 4];
  for (const at of [...lows.map((low) => table + low), ...highs.map((high) => table + 16 + high)])
    memory[at] = (memory[at] as number) | bit;
}
const HALVES = [...Array(16).keys()];

const QUOTES = "\"'`";
/** What begins an escape, and quotes. */
const LEADS = `%&\\${QUOTES}`;
/** Parts of an escape, such as `&#x2f;` or `\\u{2f}` */
const PARTS = "#;{}";
/** What may separate two concatenated literals, raw or escaped, or the strings of a list; with Unicode spaces. */
const BETWEEN =
  " \t\r\n\f\v+.&<>|~^\\_/#,\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";

/** Kinds of bytes around escapes, with the bits of `assembly/kinds.ts`. */
const KINDS: readonly (readonly [bit: number, characters: string])[] = [
  [1, RUN_CHARACTERS],
  [2, LEADS],
  [4, QUOTES],
  // The end of an escape such as `&#x2f;` or `\\u{2f}`, or a backslash
  [8, ";}\\"],
  // What occurs in words but not in base64
  [16, " .~?<>"],
  [32, BETWEEN],
  [64, PARTS],
  // What may be in a run of base64 with escapes in it
  [128, RUN_CHARACTERS + LEADS + PARTS],
];

function fillKinds(memory: Uint8Array): void {
  memory.set(MIDDLE, layout.middle);
  for (const [bit, characters] of KINDS)
    for (const byte of Buffer.from(characters)) {
      const at = layout.kinds + byte;
      memory[at] = (memory[at] as number) | bit;
    }
}

/** Sets of bytes, each given by all combinations of some high and some low half bytes; with the bits of the kernel. */
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
