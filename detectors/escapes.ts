import type { Replacement } from "./replacement.ts";

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

/** Printable ASCII, tab, line breaks, and NUL, which parts fields, in hex. */
const HEX = "[2-7][0-9A-Fa-f]|0[09AaDd]";
/** Printable ASCII and NUL in octal. */
const OCTAL = "0?(?:0[4-7]|1[0-7])[0-7]|000";

/** What stands before each line of a comment or of what a patch adds; a dash would join the items of a list. */
const MARK = String.raw`(?:(?<=\n[ \t]{0,20})(?://|#|\+)[ \t]{0,80})?`;

// One alternative per encoding; every one is bounded, so the whole is linear.
const ENCODED = new RegExp(
  [
    // Doubled in systemd units, alembic.ini, Symfony parameters and batch files
    `%{1,2}(?<percent>${HEX})`,
    String.raw`\\u00(?<unicode>${HEX})`,
    String.raw`\\u\{(?<braces>${HEX})\}`,
    String.raw`\\x(?<hex>${HEX})`,
    String.raw`\\(?<octal>${OCTAL})`,
    String.raw`\\(?<plain>[/"'\\:=+#!@])`,
    String.raw`\\(?<blank>[nrt])`,
    String.raw`&#(?<decimal>\d{2,3});`,
    `&#[xX](?<hexEntity>${HEX}|[9AaDd]);`,
    String.raw`&(?<entity>amp|quot|apos|lt|gt|sol|plus|equals|colon|commat);`,
    // Quoted-printable: the sign itself, `+` and `/`, and a line that goes on
    `=(?<printable>3D|2[BF])`,
    String.raw`(?<softBreak>(?<=[A-Za-z0-9+/])=\r?\n(?=[A-Za-z0-9+/]{4}))`,
    // "abc" + "def", 'abc' . 'def', "abc" .. "def", and adjacent literals, commented out or not; PowerShell's backtick
    String.raw`(?<seam>(?<quote>["'${"`"}])(?:\s{0,80}(?:\+|\.\.?|&(?:[ \t]{1,4}_)?|<>|\|\|)(?:[ \t]{0,4}${"`"}(?=\r?\n))?\s{0,80}${MARK}|[ \t]{0,4}(?=\k<quote>)|[ \t]{0,20}\\?\r?\n[ \t]{0,80}${MARK})(?:\k<quote>)(?=[A-Za-z0-9+/_-]))`,
    // A line that goes on after a backslash (properties, shell, C)
    String.raw`(?<continuation>(?<=[A-Za-z0-9+/=_:-])\\\r?\n[ \t]{0,80})`,
    // ASCII in two-byte units inside otherwise one-byte text
    String.raw`(?<wide>(?:[\x20-\x7e]\0){8,4096})`,
  ].join("|"),
  "y",
);

/** What an encoding begins with, and what can follow that; two-byte units begin with a NUL behind them. */
const escapeFollowers: Readonly<Record<string, string>> = {
  "%": "%0234567",
  "\\": "01ux/\"'\\:=+#!@nrt\r\n",
  "&": "#aqlgspec",
  "=": "23\r\n",
  '"': '" \t+.&<|\\\r\n',
  "'": "' \t+.&<|\\\r\n",
  "`": "` \t+.&<|\\\r\n",
};
/** A bit for each character that begins an encoding, and for each character the bits of those that it can follow. */
export const LEAD = new Uint8Array(1 << 16);
export const FOLLOW = new Uint8Array(1 << 16);
for (const [index, [first, followers]] of Object.entries(escapeFollowers).entries()) {
  LEAD[first.charCodeAt(0)] = 1 << index;
  for (const next of followers)
    FOLLOW[next.charCodeAt(0)] = (FOLLOW[next.charCodeAt(0)] as number) | (1 << index);
}

/** Escapes, entities, joined literals and the like, in order, without overlaps. */
export function escapes(text: string): Replacement[] {
  const found: Replacement[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // Two-byte units begin one before their first NUL.
    if (code === 0) {
      if (at === 0) continue;
    } else if (
      LEAD[code] === 0 ||
      ((LEAD[code] as number) & (FOLLOW[text.charCodeAt(at + 1)] as number)) === 0
    )
      continue;
    ENCODED.lastIndex = code === 0 ? at - 1 : at;
    const match = ENCODED.exec(text);
    if (match === null) continue;
    const [kind, decoded] = decodedToken(match.groups as Record<string, string | undefined>);
    found.push({ start: match.index, end: match.index + match[0].length, text: decoded, kinds: [kind] });
    at = match.index + match[0].length - 1;
  }
  return found;
}

function decodedToken(groups: Record<string, string | undefined>): [kind: string, text: string] {
  const fromHex = (digits: string) => String.fromCharCode(Number.parseInt(digits, 16));
  if (groups.percent !== undefined) return ["percent-encoding", fromHex(groups.percent)];
  const hex = groups.unicode ?? groups.braces ?? groups.hex;
  if (hex !== undefined) return ["escapes", fromHex(hex)];
  if (groups.printable !== undefined) return ["quoted-printable", fromHex(groups.printable)];
  if (groups.softBreak !== undefined) return ["quoted-printable", ""];
  if (groups.octal !== undefined) return ["escapes", String.fromCharCode(Number.parseInt(groups.octal, 8))];
  if (groups.plain !== undefined) return ["escapes", groups.plain];
  if (groups.blank !== undefined) return ["escapes", groups.blank === "t" ? "\t" : "\n"];
  if (groups.decimal !== undefined) return ["HTML entities", String.fromCharCode(Number(groups.decimal))];
  if (groups.hexEntity !== undefined) return ["HTML entities", fromHex(groups.hexEntity)];
  if (groups.entity !== undefined) return ["HTML entities", ENTITIES[groups.entity] as string];
  if (groups.seam !== undefined) return ["concatenation", ""];
  if (groups.continuation !== undefined) return ["line continuation", ""];
  return ["UTF-16", (groups.wide as string).replaceAll("\0", "")];
}
