import { AND, code, EQUALS, PERCENT } from "./marks.ts";

const NAMES: Readonly<Record<string, string>> = {
  "amp;": "&",
  "quot;": '"',
  "apos;": "'",
  "sol;": "/",
  "plus;": "+",
  "lt;": "<",
  "gt;": ">",
  "equals;": "=",
};

/** Not an escape, or one of a character that separates. */
export const NOTHING = -1;
/** An escape that contains another one and is not decoded here. */
export const UNCLEAR = -2;
/** The line break after a backslash or `=`: the line continues. */
export const LINE = -3;

/**
 * Decodes an escape.
 * @param lead the character it begins with
 * @param next the offset after that
 * @returns the character, or one of the constants above, and the offset after the escape
 */
export function escapeAt(bytes: Buffer, lead: number, next: number): [value: number, end: number] {
  const rest = bytes.toString("latin1", next, next + 8);
  const first = bytes[next] as number;
  if (lead === PERCENT) return hex(bytes, first === PERCENT ? next + 1 : next, 2);
  if (lead === AND) {
    const number = /^#(?:(\d{2,3})|[xX]([0-9A-Fa-f]{1,2}));/.exec(rest);
    if (number !== null)
      return [
        Number.parseInt(number[1] ?? (number[2] as string), number[1] ? 10 : 16),
        next + number[0].length,
      ];
    const name = Object.keys(NAMES).find((each) => rest.startsWith(each));
    if (name !== undefined) return [code(NAMES[name] as string), next + name.length];
    return [/^(?:#[xX]?[0-9A-Fa-f]{0,3}|[a-z]{2,6})[%&\\]/.test(rest) ? UNCLEAR : NOTHING, next];
  }
  if (lead === EQUALS) {
    if (/^\r?\n/.test(rest)) return [LINE, next];
    return /^(?:3D|2[BF])/.test(rest) ? hex(bytes, next, 2) : [NOTHING, next];
  }
  const octal = /^(?:0?(?:0[4-7]|1[0-7])[0-7]|000)/.exec(rest)?.[0];
  if (octal !== undefined) return [Number.parseInt(octal, 8), next + octal.length];
  switch (rest[0]) {
    case "u":
      if (rest[1] === "{") return hex(bytes, next + 2, 3);
      if (/^u0{0,2}[%&\\]/.test(rest)) return [UNCLEAR, next];
      return rest.startsWith("u00") ? hex(bytes, next + 3, 2) : [NOTHING, next];
    case "x":
      return hex(bytes, next + 1, 2);
    case "\n":
    case "\r":
      return [LINE, next];
    case "\\":
    case "/":
    case "+":
    case "#":
    case "=":
    case '"':
    case "'":
      return [first, next + 1];
    default:
      return [NOTHING, next];
  }
}

/** Decodes two hex digits. @param size characters from the digits to the end of the escape */
function hex(bytes: Buffer, at: number, size: number): [value: number, end: number] {
  const digits = bytes.toString("latin1", at, at + 2);
  if (/^[0-9A-Fa-f]{2}$/.test(digits)) return [Number.parseInt(digits, 16), at + size];
  return [/^[0-9A-Fa-f]?[%&\\]/.test(digits) ? UNCLEAR : NOTHING, at];
}
