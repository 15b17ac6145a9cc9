import { escapeToken } from "./escapeToken.ts";
import type { Replacement } from "./replacement.ts";

/** The first character of each encoding, and those that can follow it. UTF-16 is recognized by its first NUL instead. */
const escapeFollowers: Readonly<Record<string, string>> = {
  "%": "%0234567",
  "\\": "01ux/\"'\\:=+#!@nrt\r\n",
  "&": "#aqlgspec",
  "=": "23\r\n",
  '"': '" \t+.&<|~^%\\\r\n',
  "'": "' \t+.&<|~^%\\\r\n",
  "`": "` \t+.&<|~^%\\\r\n",
};
/** For each character that begins an encoding its bit, and for each character the bits of those it can follow. */
export const LEAD = new Uint8Array(1 << 16);
export const FOLLOW = new Uint8Array(1 << 16);
for (const [index, [first, followers]] of Object.entries(escapeFollowers).entries()) {
  LEAD[first.charCodeAt(0)] = 1 << index;
  for (const next of followers)
    FOLLOW[next.charCodeAt(0)] = (FOLLOW[next.charCodeAt(0)] as number) | (1 << index);
}

/** The same test as a pattern, which is faster where encodings are rare. */
const BEGINNING = new RegExp(
  Object.entries(escapeFollowers)
    .map(([first, followers]) => `\\${first}[${followers.replaceAll("\\", "\\\\")}]`)
    .join("|")
    .concat("|\\0"),
  "g",
);

/** ASCII in UTF-16 inside text that is otherwise one byte per character. */
const WIDE = /(?:[\x20-\x7e]\0){8,4096}/y;
const WIDE_KINDS = ["UTF-16"];

/** Decodes escapes, entities, concatenated literals and the like; in order, without overlaps. */
export function escapes(text: string): Replacement[] {
  const found: Replacement[] = [];
  for (let at = beginningFrom(text, 0); at !== -1; ) {
    const token = text.charCodeAt(at) === 0 ? wideToken(text, at) : escapeToken(text, at);
    if (token !== null) found.push(token);
    at = beginningFrom(text, token?.end ?? at + 1);
  }
  return found;
}

/** The next place at which an encoding may begin, or -1. */
function beginningFrom(text: string, at: number): number {
  // Encodings often follow each other directly: try this place before starting the pattern.
  if (((LEAD[text.charCodeAt(at)] as number) & (FOLLOW[text.charCodeAt(at + 1)] as number)) !== 0) return at;
  BEGINNING.lastIndex = at;
  if (!BEGINNING.test(text)) return -1;
  const last = BEGINNING.lastIndex - 1;
  return text.charCodeAt(last) === 0 ? last : last - 1;
}

/** ASCII in UTF-16, which begins one place before its first NUL; `null` if there is none. */
function wideToken(text: string, nul: number): Replacement | null {
  if (nul === 0 || text.charCodeAt(nul + 2) !== 0) return null;
  WIDE.lastIndex = nul - 1;
  const units = WIDE.exec(text)?.[0];
  if (units === undefined) return null;
  return { start: nul - 1, end: nul - 1 + units.length, text: units.replaceAll("\0", ""), kinds: WIDE_KINDS };
}
