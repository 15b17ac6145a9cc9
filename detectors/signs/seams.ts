import {
  AND,
  BACKSLASH,
  BETWEEN,
  COMMA,
  code,
  EQUALS,
  isBlankLetter,
  isEscapeEnd,
  isLead,
  isQuote,
  LONGEST_SEAM,
  OTHERS,
  PERCENT,
} from "./marks.ts";
import type { Neighbours } from "./neighbours.ts";
import { isInRow } from "./rows.ts";
import { IN_RUN } from "./tables.ts";

const [PIPE, SLASH, HASH, DASH] = [code("|"), code("/"), code("#"), code("-")] as const;

/** An escaped blank, operator or quote. */
const ENCODED_SEAM =
  /^(?:(?:%{1,2}(?:25)?|\\{1,3}(?:u00|u\{|x))(?:2[0-9BbEeFf]|0[9AaDd]|3[CcEe]|5[CEFcef]|60|7[CEce])|\\{1,3}[01]|=2[BF]|&(?:amp;)?(?:#|quot|apos|amp|plus|sol|lt|gt))/;

/** Whether a quote ends a literal that another one continues, so that a word or a shape may arise. */
export function isSeam(bytes: Buffer, quote: number, next: number, from: number, words: Neighbours): boolean {
  const before = bytes[from - 1];
  if (before === undefined || (IN_RUN[before] !== 1 && !OTHERS.has(before) && !isEscapeEnd(before)))
    return false;
  const end = Math.min(bytes.length, next + LONGEST_SEAM);
  for (let at = next; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === quote && meets(bytes, from, at + 1, words)) return true;
    // A comment is so rare here that what follows does not matter.
    if (isComment(bytes, at)) return true;
    if (byte === AND || byte === PERCENT || byte === BACKSLASH || byte === EQUALS) {
      if (ENCODED_SEAM.test(bytes.toString("latin1", at, at + 10))) return true;
    }
    if ((byte === PIPE || byte === SLASH) && !isDoubled(bytes, at)) return false;
    // In an escaped list a comma may separate strings; whether a call joins them is known once it is decoded.
    if (BETWEEN.has(byte) || isQuote(byte) || (byte === 0x2c && next > from + 1)) continue;
    if (bytes[at - 1] === BACKSLASH && isBlankLetter(byte)) continue;
    return false;
  }
  return false;
}

/** Whether a comment may begin at a byte, directly after an operator or a comma. */
export function isComment(bytes: Buffer, at: number): boolean {
  const byte = bytes[at];
  if (byte !== HASH && byte !== SLASH && !(byte === DASH && bytes[at + 1] === DASH)) return false;
  let before = at - 1;
  while (isBlank(bytes, before)) before--;
  const operator = bytes[before] ?? 0;
  if (operator === SLASH || operator === HASH) return false;
  return operator === COMMA || (operator > 0x20 && operator < 0x7f && BETWEEN.has(operator));
}

/** Whether a byte is a blank or a part of an escaped one, `\t`. */
function isBlank(bytes: Buffer, at: number): boolean {
  const byte = bytes[at];
  if (byte === 0x20 || byte === 9 || byte === BACKSLASH) return true;
  return bytes[at - 1] === BACKSLASH && isBlankLetter(byte);
}

/** Whether a byte is, or may be once decoded, one of a pair: `||` joins and `//` begins a comment, but `|` and `/` do neither. */
function isDoubled(bytes: Buffer, at: number): boolean {
  const [before, byte, after] = [bytes[at - 1], bytes[at], bytes[at + 1] ?? 0];
  return before === byte || before === BACKSLASH || after === byte || isLead(after);
}

/** The start of the text on the next line. */
export function lineAt(bytes: Buffer, at: number): number {
  let start = at;
  while (
    start < bytes.length &&
    start - at < 90 &&
    " \t\r\n".includes(String.fromCharCode(bytes[start] as number))
  )
    start++;
  return start;
}

/** Whether the bytes before `end` and those from `start` on would form a long run or a part of a word or shape if put together. */
export function meets(bytes: Buffer, end: number, start: number, words: Neighbours): boolean {
  const [two, one] = [bytes[end - 2] ?? 0, bytes[end - 1] ?? 0];
  const [first, second] = [bytes[start] ?? 0, bytes[start + 1] ?? 0];
  if (IN_RUN[first] !== 1) return false;
  if (isEscapeEnd(one) || isEscapeEnd(two) || isLead(second)) return true;
  return (
    words.areTriple(two, one, first) ||
    words.areTriple(one, first, second) ||
    isInRow(bytes, end, start) ||
    bytes.toString("latin1", Math.max(0, end - BEHIND_TILDES), end).includes("~?~")
  );
}

/** The length of `~?~` and five of the six characters that the shape needs after it. */
const BEHIND_TILDES = 8;
