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

const [PIPE, SLASH, HASH] = [code("|"), code("/"), code("#")] as const;

/** A blank, an operator or a quote that is encoded. */
const ENCODED_SEAM =
  /^(?:(?:%{1,2}(?:25)?|\\{1,3}(?:u00|u\{|x))(?:2[0-9BbEeFf]|0[9AaDd]|3[CcEe]|5[CEFcef]|60|7[CEce])|\\{1,3}[01]|=2[BF]|&(?:amp;)?(?:#|quot|apos|amp|plus|sol|lt|gt))/;

/** Whether a quote ends a literal that another one goes on with, to something that matters. */
export function isSeam(bytes: Buffer, quote: number, next: number, from: number, words: Neighbours): boolean {
  const before = bytes[from - 1];
  if (before === undefined || (IN_RUN[before] !== 1 && !OTHERS.has(before) && !isEscapeEnd(before)))
    return false;
  const end = Math.min(bytes.length, next + LONGEST_SEAM);
  for (let at = next; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === quote && meets(bytes, from, at + 1, words)) return true;
    // Few literals have one there: what stands behind it is not looked at.
    if (isNote(bytes, at)) return true;
    if (byte === AND || byte === PERCENT || byte === BACKSLASH || byte === EQUALS) {
      if (ENCODED_SEAM.test(bytes.toString("latin1", at, at + 10))) return true;
    }
    if ((byte === PIPE || byte === SLASH) && !isDoubled(bytes, at)) return false;
    // Strings of a list that is encoded: whether a call joins them shows when it is decoded.
    if (BETWEEN.has(byte) || isQuote(byte) || (byte === 0x2c && next > from + 1)) continue;
    if (bytes[at - 1] === BACKSLASH && isBlankLetter(byte)) continue;
    return false;
  }
  return false;
}

/** Whether a comment may begin at a byte, right behind an operator or a comma. */
export function isNote(bytes: Buffer, at: number): boolean {
  const byte = bytes[at];
  if (byte !== HASH && byte !== SLASH) return false;
  let before = at - 1;
  while (isBlank(bytes, before)) before--;
  const operator = bytes[before] ?? 0;
  if (operator === SLASH || operator === HASH) return false;
  return operator === COMMA || (operator > 0x20 && operator < 0x7f && BETWEEN.has(operator));
}

/** Whether a byte is part of a blank or an escaped one, `\t`. */
function isBlank(bytes: Buffer, at: number): boolean {
  const byte = bytes[at];
  if (byte === 0x20 || byte === 9 || byte === BACKSLASH) return true;
  return bytes[at - 1] === BACKSLASH && isBlankLetter(byte);
}

/** Whether what stands here may stand here twice: `||` joins and `//` begins a comment, one of them does neither. */
function isDoubled(bytes: Buffer, at: number): boolean {
  const [before, byte, after] = [bytes[at - 1], bytes[at], bytes[at + 1] ?? 0];
  return before === byte || before === BACKSLASH || after === byte || isLead(after);
}

/** The beginning of the text of the line below. */
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

/** Whether what ends at one place and what begins at another are, side by side, a long run, part of a word or a shape. */
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

/** `~?~` and the first five characters of what stands behind it, where six matter. */
const BEHIND_TILDES = 8;
