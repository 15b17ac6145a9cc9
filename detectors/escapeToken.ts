import { COMMENT } from "./joins.ts";
import type { Replacement } from "./replacement.ts";

const ENTITY =
  /&(?:#(?:(\d{2,3})|[xX]([2-7][0-9A-Fa-f]|0[09AaDd]|[9AaDd]))|(amp|quot|apos|lt|gt|sol|plus|equals|colon|commat));/y;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  quot: '"',
  apos: "'",
  lt: "<",
  gt: ">",
  sol: "/",
  plus: "+",
  equals: "=",
  colon: ":",
  commat: "@",
};

/** Printable ASCII and NUL in octal. */
const OCTAL = /\\(0?(?:0[4-7]|1[0-7])[0-7]|000)/y;

/** A backslash at the end of a continued line (properties, shell, C). */
const CONTINUATION = /(?<=[A-Za-z0-9+/=_:-])\\\r?\n[ \t]{0,80}/y;
/** A soft line break of quoted-printable. */
const SOFT_BREAK = /(?<=[A-Za-z0-9+/])=\r?\n(?=[A-Za-z0-9+/]{4})/y;

/** What may begin a line of a comment or an added line of a patch. Not a dash, which would join the items of a list. */
const MARK = String.raw`(?:(?<=\n[ \t]{0,20})(?://|#|\+)[ \t]{0,80})?`;
/**
 * The syntax between two concatenated literals: "abc" + "def", "abc" ++ "def" (DataWeave), 'abc' . 'def', "abc" .. "def",
 * "abc" ^ "def", and adjacent literals, all of it possibly commented out or with a comment after the operator, and with
 * PowerShell's backtick at a line end. Backticks also mark code in prose, so between them only `+`, `++` and `~` count.
 */
const SEAM = new RegExp(
  String.raw`(["'])(?:\s{0,80}(?:\+\+?|\.\.?|&(?:[ \t]{1,4}_)?|<[<>]|\|\||[~^])(?:[ \t]{0,4}${"`"}(?=\r?\n))?(?:[ \t]{0,20}${COMMENT}|\s{0,80})${MARK}|[ \t]{0,4}(?=\1)|[ \t]{0,20}\\?\r?\n[ \t]{0,80}${MARK})\1(?=[A-Za-z0-9+/_-])|${"`"}\s{0,80}(?:\+\+?|~)\s{0,80}${MARK}${"`"}(?=[A-Za-z0-9+/_-])`,
  "y",
);
/** A quick test before `SEAM`: what may follow a quote and white space. A character outside ASCII may be white space. */
const BEFORE_SEAM = /["'`][ \t\r\n\f\v]{0,170}[+.&<|~^\\/#"'`\x80-\uffff]/y;

/** The encodings as reports print them; each list is shared by all its tokens. */
const KINDS = {
  percent: ["percent-encoding"],
  escape: ["escapes"],
  entity: ["HTML entities"],
  printable: ["quoted-printable"],
  seam: ["concatenation"],
  continuation: ["line continuation"],
} satisfies Record<string, readonly string[]>;

type Token = Replacement | null;

/** The escape, entity, seam between two literals or the like that begins at a place, or `null`. All have a bounded length. */
export function escapeToken(text: string, at: number): Token {
  switch (text[at]) {
    case "%": {
      // `%` is doubled in systemd units, alembic.ini, Symfony parameters and batch files.
      const digits = text[at + 1] === "%" ? at + 2 : at + 1;
      return byHex(text, at, digits, digits + 2, KINDS.percent);
    }
    case "\\":
      return backslashed(text, at);
    case "&":
      return entity(text, at);
    case "=": {
      const code = text.slice(at + 1, at + 3);
      if (code === "3D" || code === "2B" || code === "2F")
        return byHex(text, at, at + 1, at + 3, KINDS.printable);
      return removed(text, at, SOFT_BREAK, KINDS.printable);
    }
    default:
      BEFORE_SEAM.lastIndex = at;
      return BEFORE_SEAM.test(text) ? removed(text, at, SEAM, KINDS.seam) : null;
  }
}

function backslashed(text: string, at: number): Token {
  const next = text[at + 1] as string;
  switch (next) {
    case "n":
    case "r": {
      // `\r\n` is one line break.
      const isPair = next === "r" && text.startsWith("\\n", at + 2);
      return { start: at, end: at + (isPair ? 4 : 2), text: "\n", kinds: KINDS.escape };
    }
    case "t":
      return { start: at, end: at + 2, text: "\t", kinds: KINDS.escape };
    case "u":
      if (text.startsWith("00", at + 2)) return byHex(text, at, at + 4, at + 6, KINDS.escape);
      return text[at + 2] === "{" && text[at + 5] === "}"
        ? byHex(text, at, at + 3, at + 6, KINDS.escape)
        : null;
    case "x":
      return byHex(text, at, at + 2, at + 4, KINDS.escape);
    case "0":
    case "1": {
      OCTAL.lastIndex = at;
      const digits = OCTAL.exec(text)?.[1];
      if (digits === undefined) return null;
      const unit = String.fromCharCode(Number.parseInt(digits, 8));
      return { start: at, end: at + 1 + digits.length, text: unit, kinds: KINDS.escape };
    }
    case "\r":
    case "\n":
      return removed(text, at, CONTINUATION, KINDS.continuation);
    default:
      // One of /"'\:=+#!@
      return { start: at, end: at + 2, text: next, kinds: KINDS.escape };
  }
}

function entity(text: string, at: number): Token {
  ENTITY.lastIndex = at;
  const match = ENTITY.exec(text);
  if (match === null) return null;
  const [whole, decimal, hex, name] = match;
  const unit =
    name !== undefined
      ? (ENTITIES[name] as string)
      : String.fromCharCode(decimal !== undefined ? Number(decimal) : Number.parseInt(hex as string, 16));
  return { start: at, end: at + whole.length, text: unit, kinds: KINDS.entity };
}

/** A character given by two hex digits, if it is printable ASCII, a tab, a line break or NUL, which separates fields. */
function byHex(text: string, start: number, digits: number, end: number, kinds: readonly string[]): Token {
  const [high, low] = [hexDigit(text.charCodeAt(digits)), hexDigit(text.charCodeAt(digits + 1))];
  const isKnown =
    (high >= 2 && high <= 7 && low !== -1) ||
    (high === 0 && (low === 0 || low === 9 || low === 0xa || low === 0xd));
  return isKnown ? { start, end, text: String.fromCharCode(high * 16 + low), kinds } : null;
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 && code < 0x80 ? letter - 0x57 : -1;
}

function removed(text: string, at: number, pattern: RegExp, kinds: readonly string[]): Token {
  pattern.lastIndex = at;
  return pattern.test(text) ? { start: at, end: pattern.lastIndex, text: "", kinds } : null;
}
