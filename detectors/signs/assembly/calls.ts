// Decides quickly whether the calls in the input may concatenate strings. Most are not near a list, or put a separator
// between its strings. Calls have to be asked about in order: then each byte is read only once.
import { BETWEEN, ESCAPE_END, IN_RUN, is, isBlankLetter, LEADING, QUOTE } from "./kinds";
import { byteAt, end, FOLLOW, INPUT, LEAD } from "./memory";
import { isComment } from "./seams";

/** `callReach` of ../../joins.ts: characters before the name of a call that may contain its strings, and the most bytes of UTF-8 for them. */
const REACH: usize = 400;
const FAR: usize = 1200;

/** The next byte to read, and the last places of a seam between the strings of a list, of an empty string and of an escape. */
let next: usize = 0;
let seam: usize = 0;
let empty: usize = 0;
let escape: usize = 0;
/** The last byte outside ASCII, and how far those were searched for. */
let wide: usize = 0;
let read: usize = 0;

export function beginCalls(): void {
  next = seam = empty = escape = wide = 0;
  read = INPUT;
}

/** Bytes before a call that may contain its strings; after it, twice as many. */
function reachAt(at: usize): usize {
  const to = at + 2 * FAR < end ? at + 2 * FAR : end;
  while (read < to) {
    let highs = <u32>i8x16.bitmask(v128.load(read));
    if (to - read < 16) highs &= (1 << <u32>(to - read)) - 1;
    if (highs != 0) wide = read + <usize>(31 - clz(highs));
    read += 16;
  }
  read = to;
  return wide + FAR >= at ? FAR : REACH;
}

/** Whether the call whose name begins at a byte has strings to join, or an escape that may hide some. */
export function mayJoin(at: usize): bool {
  const reach = reachAt(at);
  const from = at < INPUT + reach ? INPUT : at - reach;
  const to = at + 2 * reach;
  lookOn(from, to < end ? to : end);
  if (escape >= from) return true;
  return seam >= from && (empty >= from || (load<u8>(at) | 0x20) == 0x63);
}

function lookOn(from: usize, to: usize): void {
  let at = from > next ? from : next;
  while (at < to) {
    const bytes = v128.load(at);
    // % & ' are 25 to 27; then ", backslash and backtick.
    const row = i8x16.le_u(i8x16.sub(bytes, i8x16.splat(0x25)), i8x16.splat(2));
    const others = v128.or(i8x16.eq(bytes, i8x16.splat(0x5c)), i8x16.eq(bytes, i8x16.splat(0x60)));
    const mask = i8x16.bitmask(v128.or(v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), row), others));
    if (mask == 0) {
      at += 16;
      continue;
    }
    at += <usize>ctz(mask);
    if (at < to) at = past(at);
  }
  next = at;
}

/** Records what begins at a byte. @returns the next byte to read */
function past(at: usize): usize {
  const byte = <u32>load<u8>(at);
  const before = byteAt(at - 1);
  if (is(byte, QUOTE)) {
    if (before == byte) empty = at;
    return is(before, IN_RUN | ESCAPE_END) || before == 0x3d ? pastQuote(at) : at + 1;
  }
  if (mayHide(byte, byteAt(at + 1))) escape = at;
  return at + 1;
}

/** Whether two bytes begin an escape that may be part of a seam, directly or once decoded. */
function mayHide(byte: u32, after: u32): bool {
  if (byte == 0x3d || (load<u8>(LEAD + byte) & load<u8>(FOLLOW + after)) == 0) return false;
  if (byte != 0x5c || isBlankLetter(after)) return byte != 0x5c;
  // A backslash does not turn /+:=#!@ into something else.
  if (after == 0x21 || after == 0x23 || after == 0x2b || after == 0x2f) return false;
  return after != 0x3a && after != 0x3d && after != 0x40;
}

function pastQuote(start: usize): usize {
  const last = end < start + 300 ? end : start + 300;
  let isList = false;
  for (let at = start + 1; at < last; at++) {
    const byte = <u32>load<u8>(at);
    if (is(byte, QUOTE)) {
      if (byteAt(at - 1) == byte) empty = at;
      const after = byteAt(at + 1);
      if (!isList || !(is(after, IN_RUN | LEADING) || after == 0x3d)) continue;
    } else if (byte == 0x2c) {
      isList = true;
      continue;
    } else if (byte != 0x63 || byteAt(at - 1) != 0x2e) {
      if (mayHide(byte, byteAt(at + 1))) escape = at;
      if (isComment(at)) seam = at;
      if (is(byte, BETWEEN) || (byteAt(at - 1) == 0x5c && isBlankLetter(byte))) continue;
      return at;
    }
    // A quote, or the method of `"a".concat("b")`
    seam = at;
    return at + 1;
  }
  // Too long to decide here: assume a seam, and let the closer look decide.
  seam = last;
  return last;
}
