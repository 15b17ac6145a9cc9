import { base64Decodings } from "./base64.ts";

/** A part of a text and what it says when decoded. Offsets are UTF-16, half-open. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Name of the encoding, as reports print it. */
  readonly kind: string;
}

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

// One alternative per encoding; every one is bounded, so the whole is linear.
const ENCODED = new RegExp(
  [
    String.raw`%(?<percent>[2-7][0-9A-Fa-f])`,
    String.raw`\\u00(?<unicode>[2-7][0-9A-Fa-f])`,
    String.raw`\\x(?<hex>[2-7][0-9A-Fa-f])`,
    String.raw`\\(?<plain>[/"'\\:=+#!@])`,
    String.raw`\\(?<blank>[nrt])`,
    String.raw`&#(?<decimal>\d{2,3});`,
    String.raw`&#[xX](?<hexEntity>[2-7][0-9A-Fa-f]);`,
    String.raw`&(?<entity>amp|quot|apos|lt|gt|sol|plus|equals|colon|commat);`,
    // "abc" + "def", 'abc' . 'def', "abc" .. "def", and adjacent literals on two lines
    String.raw`(?<seam>(?<quote>["'${"`"}])[ \t]{0,20}(?:(?:\+|\.\.?|&|<>|\|\|)\s{0,80}|\\?\r?\n[ \t]{0,80})(?:\k<quote>)(?=[A-Za-z0-9+/_-]))`,
    // A line that goes on after a backslash (properties, shell, C)
    String.raw`(?<continuation>(?<=[A-Za-z0-9+/=_:-])\\\r?\n[ \t]{0,80})`,
    // ASCII in two-byte units inside otherwise one-byte text
    String.raw`(?<wide>(?:[\x20-\x7e]\0){8,4096})`,
  ].join("|"),
  "g",
);

/** Everything in a text that can be decoded by one layer, in order, without overlaps. */
export function decodings(text: string): Replacement[] {
  const found: Replacement[] = base64Decodings(text);
  if (/[%\\&"'`\0]/.test(text)) {
    for (const match of text.matchAll(ENCODED)) {
      const [kind, decoded] = decodedToken(match.groups as Record<string, string | undefined>);
      found.push({ start: match.index, end: match.index + match[0].length, text: decoded, kind });
    }
  }
  return withoutOverlaps(found);
}

function decodedToken(groups: Record<string, string | undefined>): [kind: string, text: string] {
  const fromHex = (digits: string) => String.fromCharCode(Number.parseInt(digits, 16));
  if (groups.percent !== undefined) return ["percent-encoding", fromHex(groups.percent)];
  if (groups.unicode !== undefined) return ["escapes", fromHex(groups.unicode)];
  if (groups.hex !== undefined) return ["escapes", fromHex(groups.hex)];
  if (groups.plain !== undefined) return ["escapes", groups.plain];
  if (groups.blank !== undefined) return ["escapes", groups.blank === "t" ? "\t" : "\n"];
  if (groups.decimal !== undefined) return ["HTML entities", String.fromCharCode(Number(groups.decimal))];
  if (groups.hexEntity !== undefined) return ["HTML entities", fromHex(groups.hexEntity)];
  if (groups.entity !== undefined) return ["HTML entities", ENTITIES[groups.entity] as string];
  if (groups.seam !== undefined) return ["concatenation", ""];
  if (groups.continuation !== undefined) return ["line continuation", ""];
  return ["UTF-16", (groups.wide as string).replaceAll("\0", "")];
}

function withoutOverlaps(replacements: Replacement[]): Replacement[] {
  replacements.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = -1;
  return replacements.filter((replacement) => {
    if (replacement.start < end) return false;
    end = replacement.end;
    return true;
  });
}
