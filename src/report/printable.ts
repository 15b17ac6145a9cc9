import { UNPASTABLE } from "./shell/unpastable.ts";

/**
 * Characters that a terminal interprets or hides: controls (Cc), format characters such as bidi overrides and zero-width
 * joiners (Cf), line and paragraph separators, lone surrogates, and those that Unicode leaves invisible by default. The
 * variation selectors for "text" and "emoji" are not among them: they only choose a glyph.
 */
const UNPRINTABLE = new RegExp(UNPASTABLE, "gu");

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * Makes untrusted text safe to print on a terminal: each control, bidi, invisible or broken character becomes a
 * visible escape such as `\x1b` or `\u202e`.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => SHORT[character] ?? escapeOf(character));
}

/** Data as JSON that is safe on a terminal: unprintable characters, which occur only in strings, become JSON escapes. */
export function jsonText(data: unknown): string {
  // The newlines and spaces of the layout are JSON's own; JSON.stringify has escaped those inside strings.
  const escaped = JSON.stringify(data, null, 2).replace(UNPRINTABLE, (character) =>
    character === "\n" ? character : jsonEscapeOf(character),
  );
  return `${escaped}\n`;
}

function escapeOf(character: string): string {
  const code = character.codePointAt(0) as number;
  if (code < 0x100) return `\\x${hex(code, 2)}`;
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\u{${hex(code, 0)}}`;
}

function jsonEscapeOf(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${hex(unit.charCodeAt(0), 4)}`)
    .join("");
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}
