// Addresses and bits are those of ../layout.ts; ../tables.ts fills the tables.

export const CLASSES: usize = 0x000;
export const QUADS: usize = 0x040;
export const LEAD: usize = 0x100;
export const FOLLOW: usize = 0x200;
export const KINDS: usize = 0x300;
export const WORDS: usize = 0x400;
export const WORD_SIZE: usize = 16;
export const BY_QUAD: usize = 0xf00;
export const PACKED: usize = 0x1300;
export const MIDDLE: usize = 0x1380;
export const FOUND: usize = 0x1c00;
export const SHAPES: usize = 0x1c20;
export const STARTS: usize = 0x1c24;
export const LEADS: usize = 0x1c28;
export const ENDS: usize = 0x1c2c;
export const SIX_BITS: usize = 0x1d00;
export const PAIRS: usize = 0x2000;
export const TRIPLES: usize = 0x2200;
export const START_LIST: usize = 0xa200;
export const LEAD_LIST: usize = 0x2a200;
export const END_LIST: usize = 0x4a400;
export const MOST: u32 = 0x8000;
export const INPUT: usize = 0x6a400;

export const RUN: u8 = 0x1f;
export const HEX: u8 = 0x24;

export const KEY_ID: u32 = 1;
export const RANDOM_40: u32 = 2;
export const JUMBLED_40: u32 = 4;
export const BASE64_44: u32 = 8;
export const HEX_32: u32 = 16;
export const UNITS: u32 = 32;
export const CROWDED: u32 = 64;
export const UUID_DASHES: u32 = 128;
export const TILDES: u32 = 512;
export const WIDE: u32 = 1024;
export const CALL: u32 = 2048;

/** The end of the input. */
export let end: usize = 0;
/** The shapes found so far. */
export let shapes: u32 = 0;

export function begin(length: u32): void {
  end = INPUT + length;
  shapes = leads = ends = 0;
  steps = 16 * <i64>length + 0x10000;
  v128.store(FOUND, i64x2.splat(0));
  v128.store(FOUND, i64x2.splat(0), 16);
  memory.fill(end, 0x20, 64);
}

/** The number of escapes and calls in their list. */
export let leads: u32 = 0;

export function lead(at: usize): void {
  leads = append(LEAD_LIST, leads, at);
}

/** The number of runs with a statistical shape. */
export let ends: u32 = 0;

export function addCounted(shape: u32, to: usize): void {
  shapes |= shape;
  ends = append(END_LIST, ends, to);
}

/** Appends a place to a list of a given length. @returns the new length */
export function append(list: usize, count: u32, at: usize): u32 {
  if (count == MOST) {
    shapes |= CROWDED;
    return count;
  }
  store<u32>(list + ((<usize>count) << 2), <u32>(at - INPUT));
  return count + 1;
}

/** Steps left for escapes: in hostile texts each byte would take many. */
let steps: i64 = 0;

export function spend(count: u32): void {
  steps -= count;
}

/** Whether no steps are left; the text is then reported as crowded. */
export function isSpent(): bool {
  if (steps > 0) return false;
  shapes |= CROWDED;
  return true;
}

export function addShape(shape: u32): void {
  shapes |= shape;
}

/** A byte of the input, 0 outside of it. */
export function byteAt(at: usize): u32 {
  return at >= INPUT && at < end ? <u32>load<u8>(at) : 0;
}
