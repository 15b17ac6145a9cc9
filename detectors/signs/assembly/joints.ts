import { escapeAt, escapeEnd, LINE, NOTHING, UNCLEAR } from "./escapeAt";
import { ESCAPE_END, IN_RUN, is, isBlankLetter, isLineLetter, LEADING, OTHER, PART, QUOTE } from "./kinds";
import { byteAt, FOLLOW, isSpent, LEAD } from "./memory";
import { arePair } from "./neighbours";
import { isInRow } from "./rows";
import { isSeam, lineAt, meets } from "./seams";

/**
 * Whether an escape at a byte may, once decoded, join the text before and after it into a word or a shape, or into another
 * such escape. Most escapes are of line breaks, quotes and the like, which separate instead.
 */
export function isJoint(at: usize): bool {
  return !isSpent() && joins(byteAt(at), at + 1, at, 0);
}

/** The same for an escape that begins with `lead` and continues at `next`. It may be nested in one that begins at `from`. */
function joins(lead: u32, next: usize, from: usize, depth: u32): bool {
  if (depth > 4) return true;
  if (is(lead, QUOTE)) return isSeam(lead, next, from);
  const value = escapeAt(lead, next);
  const to = escapeEnd;
  if (value == NOTHING) return lead == 0x5c && isSoftBreak(from - 1, next);
  if (value == UNCLEAR) return true;
  if (value == LINE && lead == 0x3d)
    return isInLine(byteAt(from - 1)) && is(byteAt(to + (byteAt(to) == 0x0d ? 2 : 1)), IN_RUN);
  if (value == LINE) return isInLine(byteAt(from - 1)) && meets(from, lineAt(to));
  if (value == 0x0a || value == 0x0d) return isGoingOn(byteAt(from - 1) == 0x0d ? from - 2 : from - 1);
  // Escaped NULs after every character: UTF-16
  if (value == 0) return byteAt(to + 1) == lead;
  if (value > 255) return false;
  const byte = <u32>value;
  if (byte == 0x3d) return goesOn(byte, to);
  if (is(byte, QUOTE)) return joins(byte, to, from, depth + 1);
  if (is(byte, LEADING)) {
    // The decoded character begins another escape. Only doubled backslashes are frequent enough to look further.
    if (lead != 0x5c || byteAt(to - 1) != 0x5c) return goesOn(byte, to);
    const after = byteAt(to);
    if (after != 0x5c) return joins(byte, to, from, depth + 1);
    const last = byteAt(to + 1);
    if (is(last, QUOTE)) return isSeam(last, to + 2, from);
    return !isBlankLetter(last) || (isLineLetter(last) && isInLine(byteAt(from - 1)));
  }
  // + and / inside base64, or after a literal
  if (byte == 0x2b || byte == 0x2f) return isInRow(from, to) || is(byteAt(from - 1), QUOTE);
  if (is(byte, OTHER)) return isInWord(byte, from, to);
  // Parts of an entity or of \\u{2f}
  if (is(byte, PART)) return isAfterPart(from);
  return is(byte, IN_RUN);
}

/** Whether a byte may precede a continued line: a letter, a digit or one of `+/=_:-`. */
function isInLine(byte: u32): bool {
  return is(byte, IN_RUN) || byte == 0x3d || byte == 0x3a;
}

/** Whether a line that ends with this byte and an escaped line break is continued. */
function isGoingOn(last: usize): bool {
  const byte = byteAt(last);
  return (byte == 0x3d || byte == 0x5c) && isInLine(byteAt(last - 1));
}

/** Whether `=\\n` in a string is a soft line break between two characters of base64. */
function isSoftBreak(equals: usize, letter: usize): bool {
  if (byteAt(equals) != 0x3d || !isInLine(byteAt(equals - 1)) || !isLineLetter(byteAt(letter))) return false;
  return is(byteAt(letter + (byteAt(letter + 1) == 0x5c ? 3 : 1)), IN_RUN);
}

/** Whether a decoded character and the byte after it begin an escape. */
function goesOn(value: u32, to: usize): bool {
  const next = byteAt(to);
  return is(next, LEADING) || (load<u8>(LEAD + value) & load<u8>(FOLLOW + next)) != 0;
}

/** Whether a decoded character is next to a neighbour that it has in some word. */
function isInWord(value: u32, from: usize, to: usize): bool {
  const after = byteAt(to);
  if (is(after, LEADING) || arePair(value, after)) return true;
  const before = byteAt(from - 1);
  return is(before, ESCAPE_END) || arePair(before, value);
}

/** Whether `&`, `26`, `u` or `x` is among the bytes before. */
function isAfterPart(from: usize): bool {
  for (let at = from - 12; at < from; at++) {
    const byte = byteAt(at);
    if (byte == 0x26 || byte == 0x75 || byte == 0x78) return true;
    if (byte == 0x32 && at + 1 < from && byteAt(at + 1) == 0x36) return true;
  }
  return false;
}
