import { PACKED } from "../base64.ts";
import { FOLLOW, LEAD } from "../escapes.ts";
import { groupBy } from "../groupBy.ts";
import { Calls } from "./calls.ts";
import { isJoint } from "./joints.ts";
import type { Scanner, Signs } from "./kernel.ts";
import { LONGEST_TAIL, layout, shapeBits, WORD_SET } from "./layout.ts";
import { neighboursIn } from "./neighbours.ts";
import { BOUNDED, FOLD, IN_RUN, MIDDLE, SHAPE_WORDS } from "./tables.ts";

/** Words shorter than this do not count inside a run of `LONG_RUN`. */
const LONG_WORD = 8;
const LONG_RUN = 64;

/** Lengths of the runs of base64 and of hex that are examined. */
const SHORTEST_RUN = 20;
const SHORTEST_HEX = 32;
const LONGEST_HEX = 48;

/** A word, or the start of a shape, in lower case. */
interface Word {
  readonly letters: readonly number[];
  readonly isBounded: boolean;
  readonly number: number;
  /** `0` for a word; else the bit of the shape. */
  readonly shape: number;
}

function folded(text: string): number[] {
  return Array.from(text, (character) => character.charCodeAt(0) | FOLD);
}

/** The kernel's scanner in plain TypeScript. It is used where there is no WebAssembly, and the kernel is tested against it. */
export function plainScanner(words: readonly string[]): Scanner {
  const all: Word[] = [
    ...SHAPE_WORDS.map(([text, shape]) => ({ letters: folded(text), isBounded: false, number: 0, shape })),
    ...words.map((text, number) => ({
      letters: folded(text),
      isBounded: BOUNDED.test(text),
      number,
      shape: 0,
    })),
  ];
  const byEnd = groupBy(all, ({ letters }) => letters.at(-1));
  const neighbours = neighboursIn(words);
  return (content) => {
    const bytes = Buffer.from(content as Uint8Array);
    const found = new Uint8Array(WORD_SET);
    const [starts, leads, tails]: [number[], number[], string[]] = [[], [], []];
    let shapes = 0;
    let [run, hexRun] = [-1, -1];
    const calls = new Calls(bytes);
    for (let at = 0; at <= bytes.length; at++) {
      const byte = at < bytes.length ? (bytes[at] as number) : 0x20;
      if (byte === 0 && isFourthUnit(bytes, at)) shapes |= shapeBits.units;
      if (byte >= 0x80) shapes |= shapeBits.wide;
      for (const word of byEnd.get(byte | FOLD) ?? []) {
        const start = at + 1 - word.letters.length;
        if (!isWordAt(bytes, start, word)) continue;
        if (word.shape === shapeBits.call) {
          if (calls.mayJoin(start)) leads.push(start);
        } else if (word.shape !== 0) shapes |= isShapeAt(bytes, start, word.shape) ? word.shape : 0;
        else if (word.isBounded && !isBeginning(bytes, start)) continue;
        else if (word.letters.length >= LONG_WORD || !isInRun(bytes, start, LONG_RUN))
          found[word.number >> 3] = (found[word.number >> 3] as number) | (1 << (word.number & 7));
      }
      if (at < bytes.length && isLeading(byte, bytes[at + 1] ?? 0x20) && isJoint(bytes, at, neighbours))
        leads.push(at);
      if (at < bytes.length && IN_RUN[byte] === 1) run = run === -1 ? at : run;
      else if (run !== -1) {
        if (at - run >= SHORTEST_RUN) shapes |= runShapes(bytes, run, at, starts, tails);
        run = -1;
      }
      if (at < bytes.length && isHex(byte)) hexRun = hexRun === -1 ? at : hexRun;
      else if (hexRun !== -1) {
        if (at - hexRun >= SHORTEST_HEX && at - hexRun <= LONGEST_HEX) shapes |= hexShape(bytes, at);
        hexRun = -1;
      }
    }
    if ([starts, leads, tails].some((list) => list.length > layout.most)) shapes |= shapeBits.crowded;
    return {
      words: found,
      shapes,
      starts: starts.slice(0, layout.most),
      leads: leads.slice(0, layout.most),
      tails: tails.slice(0, layout.most),
    } satisfies Signs;
  };
}

function isLeading(byte: number, next: number): boolean {
  return ((LEAD[byte] as number) & (FOLLOW[next] as number)) !== 0;
}

/** Whether a NUL is the end of four characters of ASCII in UTF-16. */
function isFourthUnit(bytes: Buffer, at: number): boolean {
  return /^(?:[ -~]\0){4}$/.test(text(bytes, at - 7, at + 1));
}

function isWordAt(bytes: Buffer, start: number, { letters }: Word): boolean {
  if (start < 0 || start + letters.length > bytes.length) return false;
  return letters.every((letter, index) => ((bytes[start + index] as number) | FOLD) === letter);
}

/** Whether a word begins at a byte. */
function isBeginning(bytes: Buffer, at: number): boolean {
  const around = text(bytes, at - 1, at + 2);
  return at === 0 || MIDDLE[bytes[at - 1] as number] !== 1 || /^(?:[a-z][A-Z]|.[A-Z][a-z])/.test(around);
}

function text(bytes: Buffer, from: number, to: number): string {
  return bytes.toString("latin1", Math.max(0, from), Math.min(to, bytes.length));
}

function isShapeAt(bytes: Buffer, at: number, shape: number): boolean {
  if (shape === shapeBits.keyId) return /^A[KS]IA[A-Z2-7]{16}$/.test(text(bytes, at, at + 20));
  if (shape === shapeBits.uuidDashes)
    return isInRun(bytes, at, SHORTEST_RUN) && /^-[\w+/-]{12}---\d$/.test(text(bytes, at - 13, at + 4));
  return /^[\w.}-]~\?~[!-~]{6}$/.test(text(bytes, at - 1, at + 9));
}

function isHex(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}

/** Whether a place is in a run of at least `size` base64 characters. */
function isInRun(bytes: Buffer, at: number, size: number): boolean {
  let from = at;
  while (from > 0 && at - from < size && IN_RUN[bytes[from - 1] as number] === 1) from--;
  let to = at;
  while (to < bytes.length && to - from < size && IN_RUN[bytes[to] as number] === 1) to++;
  return to - from >= size;
}

function runShapes(bytes: Buffer, from: number, to: number, starts: number[], tails: string[]): number {
  const before = from === 0 ? " " : String.fromCharCode(bytes[from - 1] as number);
  // The first characters of the run may belong to an escape such as `\n` or `%22`.
  const afterEscape =
    before === "\\" || before === "%" || (before === "=" && text(bytes, from, from + 2) === "3D");
  for (let at = from; at <= (afterEscape ? from + 16 : from) && to - at >= SHORTEST_RUN; at++) {
    const beginning = Buffer.from(text(bytes, at, at + SHORTEST_RUN), "base64");
    if (!isReadable(beginning) && !PACKED.has(beginning.readUIntBE(0, 3))) continue;
    starts.push(at);
    break;
  }
  const size = to - from;
  const isAnyLength = afterEscape || before === "[" || before === ";";
  let shapes = 0;
  if (size >= 40 && (size <= 42 || (isAnyLength && size <= 60)))
    shapes |= secretShapes(bytes, from, to, tails);
  if (size >= 44 && (size <= 46 || (isAnyLength && size <= 64))) shapes |= passwordShape(bytes, to, tails);
  // `sed "s/x/KEY/g"`
  for (const at of bytes[from] === SLASH ? [from, from + 1] : [from]) {
    const isSlashed = (end: number) => end < to && to - end <= 4 && bytes[end] === SLASH;
    if (isSlashed(at + 40)) shapes |= secretShapes(bytes, at, at + 40, tails);
    if (isSlashed(at + 44)) shapes |= passwordShape(bytes, at + 44, tails);
  }
  return shapes;
}

const SLASH = 0x2f;

function secretShapes(bytes: Buffer, from: number, to: number, tails: string[]): number {
  const tail = text(bytes, to - 40, to);
  const { changes, smalls } = measures(tail);
  if (!mayBeRandom(tail) || (changes < 14 && !/[\d+/]/.test(tail))) return 0;
  tails.push(text(bytes, to - LONGEST_TAIL, to));
  const isJumbled = changes >= 9 && smalls <= 28 && !isInBlock(bytes, from);
  return isJumbled ? shapeBits.random40 | shapeBits.jumbled40 : shapeBits.random40;
}

function passwordShape(bytes: Buffer, to: number, tails: string[]): number {
  const tail = text(bytes, to - 44, to);
  if (!/^(?:B[A-P]|A[g-v])/.test(tail) || !mayBeRandom(tail)) return 0;
  tails.push(text(bytes, to - LONGEST_TAIL, to));
  return shapeBits.smtp44;
}

function mayBeRandom(tail: string): boolean {
  return !/[_-]/.test(tail) && /[a-z]/.test(tail) && /[A-Z]/.test(tail) && new Set(tail).size >= 16;
}

/** Whether the line above ends with 60 or more base64 characters, as in a certificate or an image. */
function isInBlock(bytes: Buffer, from: number): boolean {
  return /[A-Za-z0-9+/]{60}[ \t"'`,+\r]{0,8}\n[ \t"'`+]{0,80}$/.test(text(bytes, from - 160, from));
}

/** The changes between upper case, lower case and digit, and the number of lower-case letters. */
function measures(tail: string): { changes: number; smalls: number } {
  const kinds = tail.replace(/[+/]/g, "").replace(/[a-z]/g, "a").replace(/[A-Z]/g, "A").replace(/\d/g, "0");
  return { changes: (kinds.match(/(.)(?!\1|$)/g) ?? []).length, smalls: (kinds.match(/a/g) ?? []).length };
}

function hexShape(bytes: Buffer, to: number): number {
  const tail = text(bytes, to - 32, to);
  return /[a-f]/.test(tail) && /[A-F]/.test(tail) ? shapeBits.hex32 : 0;
}

/** Whether bytes may be the start of a text: printable, and UTF-8 but for a last character that may be cut. */
function isReadable(bytes: Buffer): boolean {
  if (bytes.readUIntBE(0, 3) === 0) return false;
  let missing = 0;
  for (const byte of bytes) {
    if (byte < 0x80) {
      if (missing !== 0 || !isPrintable(byte)) return false;
    } else if (byte < 0xc0) {
      if (missing-- === 0) return false;
    } else {
      if (missing !== 0 || byte < 0xc2 || byte > 0xf4) return false;
      missing = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    }
  }
  return true;
}

function isPrintable(byte: number): boolean {
  return (
    (byte >= 0x20 && byte !== 0x7f) || byte === 9 || byte === 10 || byte === 13 || byte === 27 || byte === 0
  );
}
