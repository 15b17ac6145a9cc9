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

/** A run with an escape in it has to be as long as the shortest base64 that is decoded, to matter. */
const SHORTEST = 20;
const FARTHEST = 64;
const [SLASH, HASH] = [code("/"), code("#")] as const;

/** Whether so many characters of base64 stand around an escape, other escapes and seams among them, that they can be a shape. */
export function isInRow(bytes: Buffer, from: number, end: number): boolean {
  return rowFrom(bytes, from - 1, -1) + rowFrom(bytes, end, 1) >= SHORTEST - 1;
}

function rowFrom(bytes: Buffer, start: number, step: 1 | -1): number {
  let size = 0;
  for (let at = start; at >= 0 && at < bytes.length && size < FARTHEST; at += step) {
    if (isInRowOrLead(bytes[at] as number)) size++;
    else {
      // Between two literals, or two lines
      const past = pastBetween(bytes, at, step);
      if (past === at || !(step === -1 || isBorder(bytes, at - 1))) return size;
      at = past - step;
    }
  }
  return size;
}

/** Whether a literal ends at a byte, or a line does, as it is or encoded, or the mark of a comment that stands there. */
function isBorder(bytes: Buffer, at: number): boolean {
  const last = bytes[at] as number;
  return isQuote(last) || last === BACKSLASH || last === SLASH || last === HASH || isEncodedBlank(bytes, at);
}

/** The letter of `\n`, `\r` or `\t` */
function isEncodedBlank(bytes: Buffer, at: number): boolean {
  return isBlankLetter(bytes[at]) && bytes[at - 1] === BACKSLASH;
}

/** The first place from `at` on that is not between literals. */
function pastBetween(bytes: Buffer, at: number, step: 1 | -1): number {
  let past = at;
  while (
    Math.abs(past - at) < LONGEST_SEAM &&
    (isBetween(bytes[past] ?? 0) || (past !== at && isEncodedBlank(bytes, past)))
  )
    past += step;
  const byte = bytes[past] ?? 0;
  // A literal begins or ends here, or a line that went on.
  return isQuote(byte) || bytes[past - step] === BACKSLASH || (step === 1 && bytes[at - 1] === BACKSLASH)
    ? past
    : at;
}

/** A comma stands between the strings of a list, which a call may join. */
function isBetween(byte: number): boolean {
  return BETWEEN.has(byte) || byte === COMMA;
}

function isInRowOrLead(byte: number): boolean {
  return IN_RUN[byte] === 1 || isLead(byte) || PARTS.has(byte);
}
