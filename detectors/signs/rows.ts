import {
  BACKSLASH,
  BETWEEN,
  COMMA,
  code,
  isBlankLetter,
  isLead,
  isQuote,
  LONGEST_SEAM,
  PARTS,
} from "./marks.ts";
import { IN_RUN } from "./tables.ts";

/** The shortest base64 that is decoded: a shorter run with an escape in it does not matter. */
const SHORTEST = 20;
const FARTHEST = 64;
const [SLASH, HASH] = [code("/"), code("#")] as const;

/** Whether an escape is in a run of base64, possibly with other escapes and seams in it, that is long enough to be a shape. */
export function isInRow(bytes: Buffer, from: number, end: number): boolean {
  return rowFrom(bytes, from - 1, -1) + rowFrom(bytes, end, 1) >= SHORTEST - 1;
}

/** The length of the run from a place on, in one direction. */
function rowFrom(bytes: Buffer, start: number, step: 1 | -1): number {
  let size = 0;
  for (let at = start; at >= 0 && at < bytes.length && size < FARTHEST; at += step) {
    if (isInRunOrEscape(bytes[at] as number)) size++;
    else {
      // Between two literals, or two lines
      const past = pastBetween(bytes, at, step);
      if (past === at || !(step === -1 || isBorder(bytes, at - 1))) return size;
      at = past - step;
    }
  }
  return size;
}

/** Whether a byte ends a literal, a line (raw or escaped) or a comment marker. */
function isBorder(bytes: Buffer, at: number): boolean {
  const last = bytes[at] as number;
  return isQuote(last) || last === BACKSLASH || last === SLASH || last === HASH || isEncodedBlank(bytes, at);
}

/** Whether a byte is the letter of an escaped `\n`, `\r` or `\t`. */
function isEncodedBlank(bytes: Buffer, at: number): boolean {
  return isBlankLetter(bytes[at]) && bytes[at - 1] === BACKSLASH;
}

/** The first place from `at` on that is not between two literals or two parts of a continued line; `at` if it is not between any. */
function pastBetween(bytes: Buffer, at: number, step: 1 | -1): number {
  let past = at;
  while (
    Math.abs(past - at) < LONGEST_SEAM &&
    (isBetween(bytes[past] ?? 0) || (past !== at && isEncodedBlank(bytes, past)))
  )
    past += step;
  const byte = bytes[past] ?? 0;
  // Only at a quote or a line continuation.
  return isQuote(byte) || bytes[past - step] === BACKSLASH || (step === 1 && bytes[at - 1] === BACKSLASH)
    ? past
    : at;
}

/** Whether a byte may separate literals. A call may join the strings of a list, so a comma does too. */
function isBetween(byte: number): boolean {
  return BETWEEN.has(byte) || byte === COMMA;
}

/** Whether a byte is a base64 character or may be a part of an escape. */
function isInRunOrEscape(byte: number): boolean {
  return IN_RUN[byte] === 1 || isLead(byte) || PARTS.has(byte);
}
