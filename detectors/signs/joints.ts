import { FOLLOW, LEAD } from "../escapes.ts";
import { escapeAt, LINE, NOTHING, UNCLEAR } from "./escapeAt.ts";
import {
  BACKSLASH,
  code,
  EQUALS,
  isBlankLetter,
  isEscapeEnd,
  isLead,
  isLineLetter,
  isQuote,
  OTHERS,
  PARTS,
} from "./marks.ts";
import type { Neighbours } from "./neighbours.ts";
import { isInRow } from "./rows.ts";
import { isSeam, lineAt, meets } from "./seams.ts";
import { IN_RUN } from "./tables.ts";

const [LF, CR, COLON] = [code("\n"), code("\r"), code(":")] as const;

/**
 * Whether an escape at a byte may, once decoded, join the text before and after it into a word or a shape, or into another
 * such escape. Most escapes are of line breaks, quotes and the like, which separate instead.
 * @param words the characters that are neighbours in words
 */
export function isJoint(bytes: Buffer, at: number, words: Neighbours): boolean {
  return joins(bytes, bytes[at] as number, at + 1, at, words, 0);
}

/** {@link isJoint} for an escape that begins with `lead` and continues at `next`. It may be nested in one that begins at `from`. */
function joins(
  bytes: Buffer,
  lead: number,
  next: number,
  from: number,
  words: Neighbours,
  depth: number,
): boolean {
  if (depth > 4) return true;
  if (isQuote(lead)) return isSeam(bytes, lead, next, from, words);
  const [value, end] = escapeAt(bytes, lead, next);
  if (value === NOTHING) return lead === BACKSLASH && isSoftBreak(bytes, from - 1, next);
  if (value === UNCLEAR) return true;
  if (value === LINE && lead === EQUALS)
    return isInLine(bytes[from - 1]) && IN_RUN[bytes[end + (bytes[end] === CR ? 2 : 1)] ?? 0] === 1;
  if (value === LINE) return isInLine(bytes[from - 1]) && meets(bytes, from, lineAt(bytes, end), words);
  if (value === LF || value === CR) return isContinued(bytes, bytes[from - 1] === CR ? from - 2 : from - 1);
  // Escaped NULs after every character: UTF-16
  if (value === 0) return bytes[end + 1] === lead;
  if (value === EQUALS) return goesOn(bytes, value, end);
  if (isQuote(value)) return joins(bytes, value, end, from, words, depth + 1);
  if (isLead(value)) {
    // The decoded character begins another escape. Only doubled backslashes are frequent enough to look further.
    if (lead !== BACKSLASH || bytes[end - 1] !== BACKSLASH) return goesOn(bytes, value, end);
    return isDoubledQuote(bytes, end)
      ? isSeam(bytes, bytes[end + 1] as number, end + 2, from, words)
      : bytes[end] === BACKSLASH
        ? !isBlankLetter(bytes[end + 1]) || (isLineLetter(bytes[end + 1]) && isInLine(bytes[from - 1]))
        : joins(bytes, value, end, from, words, depth + 1);
  }
  // + and / inside base64, or after a literal
  if (value === 0x2b || value === 0x2f) return isInRow(bytes, from, end) || isQuote(bytes[from - 1] ?? 0);
  if (OTHERS.has(value)) return isInWord(bytes, value, from, end, words);
  // Parts of an entity or of \u{2f}
  if (PARTS.has(value)) return /&|26|u|x/.test(bytes.toString("latin1", Math.max(0, from - 12), from));
  return IN_RUN[value] === 1;
}

/** Whether a byte may precede a continued line: a letter, a digit or one of `+/=_:-`. */
function isInLine(byte: number | undefined): boolean {
  return byte !== undefined && (IN_RUN[byte] === 1 || byte === EQUALS || byte === COLON);
}

/** Whether a line that ends with the byte `last` and an escaped line break is continued. */
function isContinued(bytes: Buffer, last: number): boolean {
  return (bytes[last] === EQUALS || bytes[last] === BACKSLASH) && isInLine(bytes[last - 1]);
}

/** Whether `=\\n` in a string is a soft line break between two characters of base64. */
function isSoftBreak(bytes: Buffer, equals: number, letter: number): boolean {
  if (bytes[equals] !== EQUALS || !isInLine(bytes[equals - 1]) || !isLineLetter(bytes[letter])) return false;
  return IN_RUN[bytes[letter + (bytes[letter + 1] === BACKSLASH ? 3 : 1)] ?? 0] === 1;
}

/** Whether a decoded character and the byte after it begin an escape. */
function goesOn(bytes: Buffer, value: number, end: number): boolean {
  const next = bytes[end];
  return next !== undefined && (isLead(next) || ((LEAD[value] as number) & (FOLLOW[next] as number)) !== 0);
}

/** Whether an escaped quote, `\"`, follows an escaped backslash. */
function isDoubledQuote(bytes: Buffer, at: number): boolean {
  return bytes[at] === BACKSLASH && bytes[at + 1] !== undefined && isQuote(bytes[at + 1] as number);
}

/** Whether a decoded character is next to a neighbour that it has in some word. */
function isInWord(bytes: Buffer, value: number, from: number, end: number, words: Neighbours): boolean {
  const [before, after] = [bytes[from - 1] ?? 0, bytes[end] ?? 0];
  if (isLead(after) || words.arePair(value, after)) return true;
  return isEscapeEnd(before) || words.arePair(before, value);
}
