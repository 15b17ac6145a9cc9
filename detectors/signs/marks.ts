export const code = (character: string) => character.charCodeAt(0);
export const [QUOTE, PERCENT, AND, APOSTROPHE, BACKSLASH, BACKTICK, EQUALS] = Array.from(
  "\"%&'\\`=",
  code,
) as [number, number, number, number, number, number, number];

/** Characters that occur in words but not in base64. */
export const OTHERS = new Set(Array.from(" .~?<>", code));
/** Parts of an escape, such as `&#x2f;` or `\\u{2f}` */
export const PARTS = new Set(Array.from("#;{}", code));

export const COMMA = code(",");

/** Bytes that may separate two concatenated literals, raw or escaped. */
export const BETWEEN = new Set([
  ...Array.from(" \t\r\n\f\v+.&<>|~^\\_/#", code),
  // The bytes of Unicode spaces in UTF-8, which include the no-break space of Latin-1
  ...Buffer.from(
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff",
  ),
]);
/** Most bytes between two concatenated literals. */
export const LONGEST_SEAM = 300;

/** Whether a byte ends an escape such as `&#x2f;` or `\\u{2f}`, or is a backslash. */
export function isEscapeEnd(byte: number): boolean {
  return byte === 0x3b || byte === 0x7d || byte === BACKSLASH; // ; }
}

export function isQuote(byte: number): boolean {
  return byte === QUOTE || byte === APOSTROPHE || byte === BACKTICK;
}

/** Whether a byte begins an escape or is a quote. */
export function isLead(byte: number): boolean {
  return byte === PERCENT || byte === AND || byte === BACKSLASH || isQuote(byte);
}

/** Whether a byte is the letter of `\n`, `\r` or `\t`. */
export function isBlankLetter(byte: number | undefined): boolean {
  return isLineLetter(byte) || byte === 0x74;
}

/** Whether a byte is the letter of `\n` or `\r`. */
export function isLineLetter(byte: number | undefined): boolean {
  return byte === 0x6e || byte === 0x72;
}
