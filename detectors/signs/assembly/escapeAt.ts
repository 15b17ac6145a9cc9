import { byteAt } from "./memory";

/** Not an escape, or one of a character that separates. */
export const NOTHING: i32 = -1;
/** An escape that contains another one and is not decoded here. */
export const UNCLEAR: i32 = -2;
/** The line break after a backslash or `=`: the line continues. */
export const LINE: i32 = -3;

/** The end of the last escape that was decoded. */
export let escapeEnd: usize = 0;

/** Decodes an escape that begins with `lead` and continues at `next`. @returns the character, or one of the constants above */
export function escapeAt(lead: u32, next: usize): i32 {
  const first = byteAt(next);
  if (lead == 0x25) return hex(first == 0x25 ? next + 1 : next, 2);
  if (lead == 0x26) return entity(next, first);
  if (lead == 0x3d) return printable(next, first);
  const octal = octalAt(next);
  if (octal >= 0) return octal;
  if (first == 0x75) return unicode(next); // u
  if (first == 0x78) return hex(next + 1, 2); // x
  if (first == 0x0a || first == 0x0d) return endingAt(next, LINE);
  // \ / + # = " '
  if (first == 0x5c || first == 0x2f || first == 0x2b || first == 0x23 || first == 0x3d || first == 0x22 || first == 0x27)
    return endingAt(next + 1, <i32>first);
  return endingAt(next, NOTHING);
}

function endingAt(at: usize, value: i32): i32 {
  escapeEnd = at;
  return value;
}

function isCode(byte: u32): bool {
  return byte == 0x25 || byte == 0x26 || byte == 0x5c;
}

/** The value of a hex digit, or -1. */
function digit(byte: u32): i32 {
  if (byte >= 0x30 && byte <= 0x39) return <i32>byte - 0x30;
  const small = byte | 0x20;
  return small >= 0x61 && small <= 0x66 ? <i32>small - 0x57 : -1;
}

/** Decodes two hex digits; `size` is the number of characters from them to the end of the escape. */
function hex(at: usize, size: usize): i32 {
  const one = byteAt(at);
  const high = digit(one);
  const two = byteAt(at + 1);
  const low = digit(two);
  if (high >= 0 && low >= 0) return endingAt(at + size, (high << 4) | low);
  return endingAt(at, isCode(one) || (high >= 0 && isCode(two)) ? UNCLEAR : NOTHING);
}

/** `3D`, `2B`, `2F`, or the end of a line */
function printable(next: usize, first: u32): i32 {
  const second = byteAt(next + 1);
  if (first == 0x0a || (first == 0x0d && second == 0x0a)) return endingAt(next, LINE);
  const isSign = (first == 0x33 && second == 0x44) || (first == 0x32 && (second == 0x42 || second == 0x46));
  return isSign ? hex(next, 2) : endingAt(next, NOTHING);
}

/** Decodes octal: `057`, `0057`, `000`; -1 for anything else. */
function octalAt(next: usize): i32 {
  const first = byteAt(next);
  if (first == 0x30) {
    const value = octalFrom(next + 1);
    if (value >= 0) return endingAt(next + 4, value);
  }
  const value = octalFrom(next);
  if (value >= 0) return endingAt(next + 3, value);
  if (first == 0x30 && byteAt(next + 1) == 0x30 && byteAt(next + 2) == 0x30) return endingAt(next + 3, 0);
  return -1;
}

/** Decodes three octal digits of a printable character. */
function octalFrom(at: usize): i32 {
  const one = byteAt(at);
  const two = byteAt(at + 1);
  const three = byteAt(at + 2);
  const isHead = (one == 0x30 && two >= 0x34 && two <= 0x37) || (one == 0x31 && two >= 0x30 && two <= 0x37);
  if (!isHead || three < 0x30 || three > 0x37) return -1;
  return <i32>(((one - 0x30) << 6) | ((two - 0x30) << 3) | (three - 0x30));
}

/** `u002f`, `u{2f}` */
function unicode(next: usize): i32 {
  let at = next + 1;
  if (byteAt(at) == 0x7b) return hex(at + 1, 3);
  let zeros = 0;
  while (zeros < 2 && byteAt(at) == 0x30) {
    zeros++;
    at++;
  }
  if (isCode(byteAt(at))) return endingAt(next, UNCLEAR);
  return zeros == 2 ? hex(at, 2) : endingAt(next, NOTHING);
}

/** `#47;`, `#x2f;`, `sol;` */
function entity(next: usize, first: u32): i32 {
  if (first == 0x23) {
    const value = number(next + 1);
    if (value >= 0) return value;
    return isOpenNumber(next + 1) ? endingAt(next, UNCLEAR) : endingAt(next, NOTHING);
  }
  const value = named(next);
  if (value >= 0) return value;
  let at = next;
  while (at < next + 6 && byteAt(at) >= 0x61 && byteAt(at) <= 0x7a) at++;
  return endingAt(next, at >= next + 2 && isCode(byteAt(at)) ? UNCLEAR : NOTHING);
}

function isX(byte: u32): bool {
  return (byte | 0x20) == 0x78;
}

function number(at: usize): i32 {
  const isHex = isX(byteAt(at));
  const from = isHex ? at + 1 : at;
  let to = from;
  let value = 0;
  while (to < from + 3) {
    const its = digit(byteAt(to));
    if (its < 0 || (!isHex && its > 9)) break;
    value = isHex ? (value << 4) | its : 10 * value + its;
    to++;
  }
  const size = to - from;
  if (byteAt(to) != 0x3b || (isHex ? size < 1 || size > 2 : size < 2)) return -1;
  return endingAt(to + 1, value);
}

/** Whether a numeric entity continues with an escape. */
function isOpenNumber(at: usize): bool {
  let to = isX(byteAt(at)) ? at + 1 : at;
  const last = to + 3;
  while (to < last && digit(byteAt(to)) >= 0) to++;
  return isCode(byteAt(to));
}

function named(at: usize): i32 {
  const four = <u32>byteAt(at) | (byteAt(at + 1) << 8) | (byteAt(at + 2) << 16) | (byteAt(at + 3) << 24);
  const fifth = byteAt(at + 4);
  if (four == 0x3b706d61) return endingAt(at + 4, 0x26); // amp;
  if (four == 0x746f7571 && fifth == 0x3b) return endingAt(at + 5, 0x22); // quot;
  if (four == 0x736f7061 && fifth == 0x3b) return endingAt(at + 5, 0x27); // apos;
  if (four == 0x3b6c6f73) return endingAt(at + 4, 0x2f); // sol;
  if (four == 0x73756c70 && fifth == 0x3b) return endingAt(at + 5, 0x2b); // plus;
  if ((four & 0xffffff) == 0x3b746c) return endingAt(at + 3, 0x3c); // lt;
  if ((four & 0xffffff) == 0x3b7467) return endingAt(at + 3, 0x3e); // gt;
  if (four == 0x61757165 && fifth == 0x6c && byteAt(at + 5) == 0x73 && byteAt(at + 6) == 0x3b) return endingAt(at + 7, 0x3d); // equals;
  return -1;
}
