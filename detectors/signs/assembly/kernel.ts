// Does what ../plain.ts does, 64 bytes at a time. AssemblyScript; scripts/kernel.mjs builds it into ../kernelBytes.ts.
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

/** To be called once, when the tables are there. */
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
  // Before the first byte anything may stand.
  let before0 = i8x16.splat(-1);
  let before1 = before0;
  let before2 = before0;
  let any = zero;
  let base: usize = INPUT;
  for (; base < end; base += 64) {
    let runs: u64 = 0;
    let hexes: u64 = 0;
    let escapes: u64 = 0;
    let words: u64 = 0;
    let nul = zero;
    for (let part: usize = 0; part < 64; part += 16) {
      const bytes = v128.load(base + part);
      const low = v128.and(bytes, i8x16.splat(15));
      const high = i8x16.shr_u(bytes, 4);
      const classes = v128.and(i8x16.swizzle(classLow, low), i8x16.swizzle(classHigh, high));
      const inRun = i8x16.ne(v128.and(classes, i8x16.splat(RUN)), zero);
      const inHex = i8x16.ne(v128.and(classes, i8x16.splat(HEX)), zero);
      const others = v128.or(i8x16.eq(bytes, i8x16.splat(0x60)), i8x16.eq(bytes, i8x16.splat(0x3d))); // backtick, =
      const leading = v128.or(i8x16.gt_u(classes, i8x16.splat(0x3f)), others);
      const shift = <u64>part;
      runs |= (<u64>i8x16.bitmask(inRun)) << shift;
      hexes |= (<u64>i8x16.bitmask(inHex)) << shift;
      escapes |= (<u64>i8x16.bitmask(leading)) << shift;
      nul = v128.or(nul, i8x16.eq(bytes, zero));
      any = v128.or(any, bytes);
      // The bucket bits of four bytes of a word meet at the last.
      const first = v128.and(i8x16.swizzle(low0, low), i8x16.swizzle(high0, high));
      const second = v128.and(i8x16.swizzle(low1, low), i8x16.swizzle(high1, high));
      const third = v128.and(i8x16.swizzle(low2, low), i8x16.swizzle(high2, high));
      const fourth = v128.and(i8x16.swizzle(low3, low), i8x16.swizzle(high3, high));
      const firstAt = i8x16.shuffle(before0, first, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28);
      const secondAt = i8x16.shuffle(before1, second, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29);
      const thirdAt = i8x16.shuffle(before2, third, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
      const all = v128.and(v128.and(fourth, thirdAt), v128.and(firstAt, secondAt));
      words |= (<u64>i8x16.bitmask(i8x16.ne(all, zero))) << shift;
      before0 = first;
      before1 = second;
      before2 = third;
    }
    while (words != 0) {
      wordAt(base + <usize>ctz(words));
      words &= words - 1;
    }
    while (escapes != 0) {
      const at = base + <usize>ctz(escapes);
      if ((load<u8>(LEAD + load<u8>(at)) & load<u8>(FOLLOW + load<u8>(at, 1))) != 0 && isJoint(at)) lead(at);
      escapes &= escapes - 1;
    }
    takeRuns(base, runs);
    takeHexes(base, hexes);
    if (v128.any_true(nul)) takeUnits(base);
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
