// Addresses and bits are those of ../layout.ts; ../tables.ts fills the tables.

export const CLASSES: usize = 0x000;
export const TRIGRAMS: usize = 0x040;
export const LEAD: usize = 0x100;
export const FOLLOW: usize = 0x200;
export const WORDS: usize = 0x400;
export const WORD_SIZE: usize = 16;
export const PACKED: usize = 0x2f00;
export const FOUND: usize = 0x3000;
export const SHAPES: usize = 0x3020;
export const STARTS: usize = 0x3024;
export const LEADS: usize = 0x3028;
export const START_LIST: usize = 0x4000;
export const LEAD_LIST: usize = 0x24000;
export const MOST: u32 = 0x8000;
export const BY_TRIGRAM: usize = 0x44000;
export const INPUT: usize = 0x4c000;

export const RUN: u8 = 0x1f;
export const HEX: u8 = 0x24;

export const KEY_ID: u32 = 1;
export const RANDOM_40: u32 = 2;
export const JUMBLED_40: u32 = 4;
export const BASE64_44: u32 = 8;
export const HEX_32: u32 = 16;
export const NUL: u32 = 32;
export const CROWDED: u32 = 64;
export const UUID_DASHES: u32 = 128;
export const CALL: u32 = 2048;
export const WIDE: u32 = 1024;

/** Where the input ends. */
export let end: usize = 0;
/** The shapes seen so far. */
export let shapes: u32 = 0;

export function begin(length: u32): void {
  end = INPUT + length;
  shapes = leads = 0;
  v128.store(FOUND, i64x2.splat(0));
  memory.fill(end, 0x20, 64);
}

/** How many escapes there may be. */
export let leads: u32 = 0;

export function lead(at: usize): void {
  if (leads == MOST) {
    shapes |= CROWDED;
    return;
  }
  store<u32>(LEAD_LIST + ((<usize>leads) << 2), <u32>(at - INPUT));
  leads++;
}

export function addShape(shape: u32): void {
  shapes |= shape;
}

/** Whether a byte is a character of base64 of either alphabet. */
export function isRun(byte: u8): bool {
  return (load<u8>(CLASSES + (byte & 15)) & load<u8>(CLASSES + 16 + (byte >> 4)) & RUN) != 0;
}
