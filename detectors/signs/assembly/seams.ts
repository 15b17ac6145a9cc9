import { BETWEEN, ESCAPE_END, IN_RUN, is, isBlankLetter, LEADING, OTHER, QUOTE } from "./kinds";
import { byteAt, end, spend } from "./memory";
import { areTriple } from "./neighbours";
import { isInRow } from "./rows";

/** The bytes that the last search found to be only separators of literals. Later ones skip them. */
let quietFrom: usize = 0;
let quietTo: usize = 0;

export function beginSeams(): void {
  quietFrom = quietTo = 0;
}

/** Whether a quote ends a literal that another one continues, so that a word or a shape may arise. */
export function isSeam(quote: u32, next: usize, from: usize): bool {
  if (!is(byteAt(from - 1), IN_RUN | OTHER | ESCAPE_END)) return false;
  if (next < quietFrom || next >= quietTo) quietFrom = quietTo = next;
  const start = quietTo;
  const last = end < next + 300 ? end : next + 300;
  let isQuiet = true;
  let isOne = false;
  let at = start;
  for (; at < last; at++) {
    const byte = <u32>load<u8>(at);
    if (is(byte, QUOTE)) {
      if (is(byteAt(at + 1), IN_RUN)) isQuiet = false;
      isOne = byte == quote && meets(from, at + 1);
    } else if (is(byte, LEADING) || byte == 0x3d) isOne = isEncodedSeam(at, byte);
    // A comment is so rare here that what follows does not matter.
    if (!isOne) isOne = isComment(at);
    if (isOne) break;
    if ((byte == 0x7c || byte == 0x2f) && !isDoubled(at, byte)) break;
    if (byte == 0x2c) {
      // In an escaped list a comma may separate strings; whether a call joins them is known once it is decoded.
      if (next <= from + 1) break;
      isQuiet = false;
    } else if (!is(byte, BETWEEN | QUOTE) && !(byteAt(at - 1) == 0x5c && isBlankLetter(byte))) break;
    if (isQuiet) quietTo = at + 1;
  }
  spend(<u32>(at - start));
  return isOne;
}

/** Whether an escaped blank, operator or quote is here. */
function isEncodedSeam(at: usize, lead: u32): bool {
  if (lead == 0x26) return isEntity(at + 1);
  if (lead == 0x3d) return byteAt(at + 1) == 0x32 && (byteAt(at + 2) == 0x42 || byteAt(at + 2) == 0x46); // 2B, 2F
  let next = at + 1;
  if (lead == 0x25) {
    if (byteAt(next) == 0x25) next++;
    return isSign(next) || (byteAt(next) == 0x32 && byteAt(next + 1) == 0x35 && isSign(next + 2));
  }
  while (next < at + 3 && byteAt(next) == 0x5c) next++;
  if (byteAt(next) == 0x30 || byteAt(next) == 0x31) return true; // octal
  if (byteAt(next) == 0x78) return isSign(next + 1); // x
  if (byteAt(next) != 0x75) return false; // u
  if (byteAt(next + 1) == 0x7b) return isSign(next + 2); // {
  return byteAt(next + 1) == 0x30 && byteAt(next + 2) == 0x30 && isSign(next + 3);
}

/** Whether two bytes are the hex digits of a blank, a line break, an operator, a quote or a backslash. */
function isSign(at: usize): bool {
  const one = byteAt(at);
  const two = byteAt(at + 1);
  const small = two | 0x20;
  switch (one) {
    case 0x32: // 20 to 29, 2b, 2e, 2f
      return (two >= 0x30 && two <= 0x39) || (two >= 0x41 && (small == 0x62 || small == 0x65 || small == 0x66));
    case 0x30: // 09 0a 0d
      return two == 0x39 || (two >= 0x41 && (small == 0x61 || small == 0x64));
    case 0x33: // 3c 3e
    case 0x37: // 7c 7e
      return two >= 0x41 && (small == 0x63 || small == 0x65);
    case 0x35: // 5c 5e 5f
      return two >= 0x41 && (small == 0x63 || small == 0x65 || small == 0x66);
    case 0x36:
      return two == 0x30;
    default:
      return false;
  }
}

/** `#`, `quot`, `apos`, `amp`, `plus`, `sol`, `lt`, `gt` */
function isEntity(at: usize): bool {
  const one = byteAt(at);
  if (one == 0x23) return true;
  const two = byteAt(at + 1);
  if ((one == 0x6c || one == 0x67) && two == 0x74) return true;
  const three = byteAt(at + 2);
  if (one == 0x61 && two == 0x6d && three == 0x70) return true;
  if (one == 0x73 && two == 0x6f && three == 0x6c) return true;
  const four = byteAt(at + 3);
  return (
    (one == 0x71 && two == 0x75 && three == 0x6f && four == 0x74) ||
    (one == 0x61 && two == 0x70 && three == 0x6f && four == 0x73) ||
    (one == 0x70 && two == 0x6c && three == 0x75 && four == 0x73)
  );
}

/** Whether a comment may begin at a byte, directly after an operator or a comma. */
export function isComment(at: usize): bool {
  const byte = byteAt(at);
  if (byte != 0x23 && byte != 0x2f && !(byte == 0x2d && byteAt(at + 1) == 0x2d)) return false;
  let before = at - 1;
  while (isBlank(before)) before--;
  const operator = byteAt(before);
  if (operator == 0x2f || operator == 0x23) return false;
  return operator == 0x2c || (operator > 0x20 && operator < 0x7f && is(operator, BETWEEN));
}

/** Whether a byte is a blank or a part of an escaped one, `\t`. */
function isBlank(at: usize): bool {
  const byte = byteAt(at);
  if (byte == 0x20 || byte == 9 || byte == 0x5c) return true;
  return byteAt(at - 1) == 0x5c && isBlankLetter(byte);
}

/** Whether a byte is, or may be once decoded, one of a pair: `||` joins and `//` begins a comment, but `|` and `/` do neither. */
function isDoubled(at: usize, byte: u32): bool {
  const before = byteAt(at - 1);
  const after = byteAt(at + 1);
  return before == byte || before == 0x5c || after == byte || is(after, LEADING);
}

/** The start of the text on the next line. */
export function lineAt(at: usize): usize {
  let start = at;
  while (start < end && start - at < 90) {
    const byte = load<u8>(start);
    if (byte != 0x20 && byte != 9 && byte != 10 && byte != 13) break;
    start++;
  }
  return start;
}

/** Whether the bytes before `to` and those from `start` on would form a long run or a part of a word or shape if put together. */
export function meets(to: usize, start: usize): bool {
  const first = byteAt(start);
  if (!is(first, IN_RUN)) return false;
  const two = byteAt(to - 2);
  const one = byteAt(to - 1);
  const second = byteAt(start + 1);
  if (is(one, ESCAPE_END) || is(two, ESCAPE_END) || is(second, LEADING)) return true;
  return areTriple(two, one, first) || areTriple(one, first, second) || isInRow(to, start) || isBehindTildes(to);
}

/** Whether `~?~` is among the eight bytes before a place. */
function isBehindTildes(to: usize): bool {
  for (let at = to - 8; at < to - 2; at++)
    if (byteAt(at) == 0x7e && byteAt(at + 1) == 0x3f && byteAt(at + 2) == 0x7e) return true;
  return false;
}
