// Searches the input for words and shapes, 64 bytes at a time. AssemblyScript; scripts/kernel.mjs builds it into ../kernelBytes.ts.
import { beginCalls } from "./calls";
import { isJoint } from "./joints";
import {
  addShape, begin, CLASSES, ENDS, end, ends, FOLLOW, HEX, INPUT, LEAD, LEADS, lead, leads, QUADS, RUN, SHAPES, shapes,
  STARTS, WIDE,
} from "./memory";
import { addNeighbours } from "./neighbours";
import { addSixBits, beginRuns, endRuns, starts, takeHexes, takeRuns } from "./runs";
import { beginSeams } from "./seams";
import { passUnits, takeUnits } from "./units";
import { beginWords, wordAt } from "./words";

export { dropNuls, narrow } from "./units";

/** To be called once, after the tables are filled. */
export function prepare(): void {
  addNeighbours();
  addSixBits();
}

export function scan(length: u32): void {
  begin(length);
  beginRuns();
  beginSeams();
  passUnits();
  beginWords();
  beginCalls();
  const classLow = v128.load(CLASSES);
  const classHigh = v128.load(CLASSES, 16);
  const low0 = v128.load(QUADS);
  const high0 = v128.load(QUADS, 16);
  const low1 = v128.load(QUADS, 32);
  const high1 = v128.load(QUADS, 48);
  const low2 = v128.load(QUADS, 64);
  const high2 = v128.load(QUADS, 80);
  const low3 = v128.load(QUADS, 96);
  const high3 = v128.load(QUADS, 112);
  const zero = i8x16.splat(0);
  // Any byte may be assumed before the first one.
  let before0 = i8x16.splat(-1);
  let before1 = before0;
  let before2 = before0;
  let any = zero;
  let base: usize = INPUT;
  for (; base < end; base += 64) {
    // A bit for each byte that is not of the kind: comparing with zero is the cheapest.
    let noRuns: u64 = 0;
    let noHexes: u64 = 0;
    let noEscapes: u64 = 0;
    let noWords: u64 = 0;
    let least = i8x16.splat(-1);
    for (let part: usize = 0; part < 64; part += 16) {
      const bytes = v128.load(base + part);
      const low = v128.and(bytes, i8x16.splat(15));
      const high = v128.and(i16x8.shr_u(bytes, 4), i8x16.splat(15)); // V8 is slow to shift bytes
      const classes = v128.and(i8x16.swizzle(classLow, low), i8x16.swizzle(classHigh, high));
      const noRun = i8x16.eq(v128.and(classes, i8x16.splat(RUN)), zero);
      const noHex = i8x16.eq(v128.and(classes, i8x16.splat(HEX)), zero);
      const others = v128.or(i8x16.eq(bytes, i8x16.splat(0x60)), i8x16.eq(bytes, i8x16.splat(0x3d))); // backtick, =
      const noEscape = i8x16.eq(v128.or(v128.and(classes, i8x16.splat(-64)), others), zero);
      const shift = <u64>part;
      noRuns |= (<u64>i8x16.bitmask(noRun)) << shift;
      noHexes |= (<u64>i8x16.bitmask(noHex)) << shift;
      noEscapes |= (<u64>i8x16.bitmask(noEscape)) << shift;
      least = i8x16.min_u(least, bytes);
      any = v128.or(any, bytes);
      // The bucket bits of the four bytes of a quad are combined at its last byte.
      const first = v128.and(i8x16.swizzle(low0, low), i8x16.swizzle(high0, high));
      const second = v128.and(i8x16.swizzle(low1, low), i8x16.swizzle(high1, high));
      const third = v128.and(i8x16.swizzle(low2, low), i8x16.swizzle(high2, high));
      const fourth = v128.and(i8x16.swizzle(low3, low), i8x16.swizzle(high3, high));
      const firstAt = i8x16.shuffle(before0, first, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28);
      const secondAt = i8x16.shuffle(before1, second, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29);
      const thirdAt = i8x16.shuffle(before2, third, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
      const all = v128.and(v128.and(fourth, thirdAt), v128.and(firstAt, secondAt));
      noWords |= (<u64>i8x16.bitmask(i8x16.eq(all, zero))) << shift;
      before0 = first;
      before1 = second;
      before2 = third;
    }
    let words = ~noWords;
    while (words != 0) {
      wordAt(base + <usize>ctz(words));
      words &= words - 1;
    }
    let escapes = ~noEscapes;
    while (escapes != 0) {
      const at = base + <usize>ctz(escapes);
      if ((load<u8>(LEAD + load<u8>(at)) & load<u8>(FOLLOW + load<u8>(at, 1))) != 0 && isJoint(at)) lead(at);
      escapes &= escapes - 1;
    }
    takeRuns(base, ~noRuns);
    takeHexes(base, ~noHexes);
    if (!i8x16.all_true(least)) takeUnits(base);
    else passUnits();
  }
  endRuns(base);
  if (i8x16.bitmask(any) != 0) addShape(WIDE);
  store<u32>(SHAPES, shapes);
  store<u32>(STARTS, starts);
  store<u32>(LEADS, leads);
  store<u32>(ENDS, ends);
}

/** Counts the line feeds of the input. */
export function newlines(length: u32): u32 {
  const last = INPUT + length;
  memory.fill(last, 0x20, 64);
  let count: u32 = 0;
  for (let at: usize = INPUT; at < last; at += 16)
    count += popcnt(<u32>i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(0x0a))));
  return count;
}

/** The length of the run of base64 characters at the end of the input. Needs no tables. */
export function lastRow(length: u32): u32 {
  const last = INPUT + length;
  let at: usize = last;
  while (at >= INPUT + 16) {
    const bytes = v128.load(at - 16);
    const letters = i8x16.lt_u(i8x16.sub(v128.or(bytes, i8x16.splat(0x20)), i8x16.splat(0x61)), i8x16.splat(26));
    const digits = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x2f)), i8x16.splat(11)); // / and 0 to 9
    const dashes = v128.or(i8x16.eq(bytes, i8x16.splat(0x2d)), i8x16.eq(bytes, i8x16.splat(0x5f)));
    const inRun = v128.or(v128.or(letters, digits), v128.or(dashes, i8x16.eq(bytes, i8x16.splat(0x2b))));
    const others: u32 = ~i8x16.bitmask(inRun) & 0xffff;
    if (others != 0) return <u32>(last - at) + clz(others) - 16;
    at -= 16;
  }
  return <u32>(last - at) + beforeRow(at);
}

/** The same for the last, fewer than 16, bytes before a place. */
function beforeRow(place: usize): u32 {
  let at = place;
  while (at > INPUT) {
    const byte = load<u8>(at - 1);
    const small = byte | 0x20;
    if (!((small >= 0x61 && small <= 0x7a) || (byte >= 0x2f && byte <= 0x39) || byte == 0x2b || byte == 0x2d || byte == 0x5f)) break;
    at--;
  }
  return <u32>(place - at);
}
