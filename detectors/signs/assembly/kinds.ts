// Kinds of bytes around escapes: the bits that ../tables.ts puts into the table of kinds.
import { KINDS } from "./memory";

export const IN_RUN: u32 = 1;
export const LEADING: u32 = 2;
export const QUOTE: u32 = 4;
export const ESCAPE_END: u32 = 8;
export const OTHER: u32 = 16;
export const BETWEEN: u32 = 32;
export const PART: u32 = 64;
export const IN_ROW: u32 = 128;

export function kindOf(byte: u32): u32 {
  return <u32>load<u8>(KINDS + byte);
}

export function is(byte: u32, kinds: u32): bool {
  return (kindOf(byte) & kinds) != 0;
}

/** Whether a byte is the letter of `\n`, `\r` or `\t`. */
export function isBlankLetter(byte: u32): bool {
  return isLineLetter(byte) || byte == 0x74;
}

/** Whether a byte is the letter of `\n` or `\r`. */
export function isLineLetter(byte: u32): bool {
  return byte == 0x6e || byte == 0x72;
}

/** Whether a byte is a base64 character, standard or URL-safe. */
export function isRun(byte: u8): bool {
  return is(byte, IN_RUN);
}
