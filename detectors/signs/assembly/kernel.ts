// Does what ../plain.ts does, 64 bytes at a time. AssemblyScript; scripts/kernel.mjs builds it into ../kernelBytes.ts.
import {
  addShape, begin, CLASSES, end, FOLLOW, HEX, INPUT, LEAD, LEADS, lead, leads, NUL, RUN, SHAPES, shapes, STARTS,
  TRIGRAMS, WIDE,
} from "./memory";
import { beginRuns, endRuns, starts, takeHexes, takeRuns } from "./runs";
import { beginWords, wordAt } from "./words";

export function scan(length: u32): void {
  begin(length);
  beginRuns();
  beginWords();
  const classLow = v128.load(CLASSES);
  const classHigh = v128.load(CLASSES, 16);
  const low0 = v128.load(TRIGRAMS);
  const high0 = v128.load(TRIGRAMS, 16);
  const low1 = v128.load(TRIGRAMS, 32);
  const high1 = v128.load(TRIGRAMS, 48);
  const low2 = v128.load(TRIGRAMS, 64);
  const high2 = v128.load(TRIGRAMS, 80);
  const zero = i8x16.splat(0);
  let before0 = zero;
  let before1 = zero;
  let nul = zero;
  let any = zero;
  for (let base: usize = INPUT; base < end; base += 64) {
    let runs: u64 = 0;
    let hexes: u64 = 0;
    let escapes: u64 = 0;
    let words: u64 = 0;
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
      // The bucket bits of the first byte of a trigram meet those of its second and third at the third.
      const first = v128.and(i8x16.swizzle(low0, low), i8x16.swizzle(high0, high));
      const second = v128.and(i8x16.swizzle(low1, low), i8x16.swizzle(high1, high));
      const third = v128.and(i8x16.swizzle(low2, low), i8x16.swizzle(high2, high));
      const firstAt = i8x16.shuffle(before0, first, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29);
      const secondAt = i8x16.shuffle(before1, second, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
      words |= (<u64>i8x16.bitmask(i8x16.ne(v128.and(third, v128.and(firstAt, secondAt)), zero))) << shift;
      before0 = first;
      before1 = second;
    }
    while (words != 0) {
      wordAt(base + <usize>ctz(words));
      words &= words - 1;
    }
    while (escapes != 0) {
      const at = base + <usize>ctz(escapes);
      if ((load<u8>(LEAD + load<u8>(at)) & load<u8>(FOLLOW + load<u8>(at, 1))) != 0) lead(at);
      escapes &= escapes - 1;
    }
    takeRuns(base, runs);
    takeHexes(base, hexes);
  }
  endRuns();
  if (v128.any_true(nul)) addShape(NUL);
  if (i8x16.bitmask(any) != 0) addShape(WIDE);
  store<u32>(SHAPES, shapes);
  store<u32>(STARTS, starts);
  store<u32>(LEADS, leads);
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
