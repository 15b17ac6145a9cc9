import { escapeToken } from "./escapeToken.ts";
import type { Replacement } from "./replacement.ts";

/** What an encoding begins with, and what can follow that; two-byte units begin with a NUL behind them. */
const escapeFollowers: Readonly<Record<string, string>> = {
  "%": "%0234567",
  "\\": "01ux/\"'\\:=+#!@nrt\r\n",
  "&": "#aqlgspec",
  "=": "23\r\n",
  '"': '" \t+.&<|~^%\\\r\n',
  "'": "' \t+.&<|~^%\\\r\n",
  "`": "` \t+.&<|~^%\\\r\n",
};
/** A bit for each character that begins an encoding, and for each character the bits of those that it can follow. */
export const LEAD = new Uint8Array(1 << 16);
export const FOLLOW = new Uint8Array(1 << 16);
for (const [index, [first, followers]] of Object.entries(escapeFollowers).entries()) {
  LEAD[first.charCodeAt(0)] = 1 << index;
  for (const next of followers)
    FOLLOW[next.charCodeAt(0)] = (FOLLOW[next.charCodeAt(0)] as number) | (1 << index);
}

/** The same as a pattern, which is faster where there are few. */
const BEGINNING = new RegExp(
  Object.entries(escapeFollowers)
    .map(([first, followers]) => `\\${first}[${followers.replaceAll("\\", "\\\\")}]`)
    .join("|")
    .concat("|\\0"),
  "g",
);

/** ASCII in two-byte units inside otherwise one-byte text. */
const WIDE = /(?:[\x20-\x7e]\0){8,4096}/y;
const WIDE_KINDS = ["UTF-16"];

/** Escapes, entities, joined literals and the like, in order, without overlaps. */
export function escapes(text: string): Replacement[] {
  const found: Replacement[] = [];
  for (let at = beginningFrom(text, 0); at !== -1; ) {
    const token = text.charCodeAt(at) === 0 ? wideToken(text, at) : escapeToken(text, at);
    if (token !== null) found.push(token);
    at = beginningFrom(text, token?.end ?? at + 1);
  }
  return found;
}

/** Where the next encoding may begin, -1 for nowhere. */
function beginningFrom(text: string, at: number): number {
  // Where there is one, there often are many.
  if (((LEAD[text.charCodeAt(at)] as number) & (FOLLOW[text.charCodeAt(at + 1)] as number)) !== 0) return at;
  BEGINNING.lastIndex = at;
  if (!BEGINNING.test(text)) return -1;
  const last = BEGINNING.lastIndex - 1;
  return text.charCodeAt(last) === 0 ? last : last - 1;
}

/** Two-byte units, which begin one before their first NUL. */
function wideToken(text: string, nul: number): Replacement | null {
  if (nul === 0 || text.charCodeAt(nul + 2) !== 0) return null;
  WIDE.lastIndex = nul - 1;
  const units = WIDE.exec(text)?.[0];
  if (units === undefined) return null;
  return { start: nul - 1, end: nul - 1 + units.length, text: units.replaceAll("\0", ""), kinds: WIDE_KINDS };
}
