import { isUtf8 } from "node:buffer";
import type { Unpacker } from "./archives/unpacker.ts";
import type { Span, View } from "./detector.ts";
import type { Replacement } from "./replacement.ts";
import { runs } from "./runs.ts";
import { textOf } from "./textOf.ts";

/** Shorter decoded texts are ignored. */
const SHORTEST = 10;

/** The shortest line of wrapped base64: tools wrap after 60, 64 or 76 characters. */
const SHORTEST_WRAPPED = 60;

/** The line break inside a wrapped block; then its short last line, which padding identifies, or which is at least nothing else. */
const WRAP = /\r?\n[ \t]{0,40}/y;
const LAST_LINE = /\r?\n[ \t]{0,40}[A-Za-z0-9+/_-]{1,80}(?==)/y;
const UNPADDED_LINE = /\r?\n[ \t]{0,40}(?:[A-Za-z0-9+/]{4}){1,4}(?=[ \t]{0,8}(?:["'`<)]|\r?\n|$))/y;
const PADDING = /(?:=|%{1,2}(?:25)?3[Dd]|\\(?:u00|x)3[Dd]|&#(?:61|[Xx]3[Dd]);|&equals;){1,2}/y;

/** A line that is not base64 but begins with the name of the next value: `AWS_SECRET_ACCESS_KEY: `, `SMTP_PASS="`. */
const NAME =
  /\r?\n[ \t]{0,40}(?:[A-Z][A-Z0-9]{0,40}(?:_[A-Z0-9]{1,40}){1,8}=|[A-Za-z0-9_-]{1,100}(?::|=[A-Za-z0-9_$]))/y;

/** An escaped `+` or `/` in the middle of base64: the next layer, with the escape decoded, has all of it. */
const GOES_ON = /%{1,2}(?:25)?2[BbFf]|\\{1,3}\/|\\(?:u00|x)2[BbFf]|&#(?:4[37]|[Xx]2[BbFf]);|&(?:plus|sol);/y;

/** An escaped line break in a string, after a long line of base64: in the next layer the lines stand below each other. */
const WRAP_IN_STRING = /\\{1,3}(?:r\\{1,3})?n[A-Za-z0-9+/]/y;

/** Base64 in a text that decodes to readable text or to an archive of it; standard or URL-safe alphabet, wrapped or not. */
export function base64Decodings(view: View, unpacker: Unpacker): Replacement[] {
  const found: Replacement[] = [];
  let cut = Number.NEGATIVE_INFINITY;
  for (const { start, end, rest } of blocks(view)) {
    const isRest = start - cut < 8;
    const goesOn =
      "%\\&".includes(view.text.charAt(end) || " ") &&
      (lengthAt(GOES_ON, view.text, end) > 0 ||
        (end - start >= SHORTEST_WRAPPED && lengthAt(WRAP_IN_STRING, view.text, end) > 0));
    if (goesOn) cut = end;
    if (goesOn || isRest) continue;
    const first = firstBytes(view.text, start);
    if (PACKED.has(first)) {
      const packed = unpacked(view.text.slice(start, end + rest), unpacker);
      const last = end + rest + lengthAt(PADDING, view.text, end + rest);
      if (packed !== null) found.push({ start, end: last, ...packed });
    }
    if (!beginsReadable(first)) continue;
    const whole = rest === 0 ? null : readable(view.text.slice(start, end + rest));
    const text = whole ?? readable(view.text.slice(start, end));
    const last = whole === null ? end + lengthAt(PADDING, view.text, end) : end + rest;
    if (text !== null) found.push({ start, end: last, text, kinds: ["base64"] });
  }
  return found;
}

/** A run of base64, wrapped or not. */
interface Block extends Span {
  /** Length of a short line below, with its line break, that may be the end of the block; else 0. */
  readonly rest: number;
}

/** Runs of base64 without their padding, joined where only a line break separates them. */
function* blocks(view: View): Generator<Block> {
  const all = runs(view);
  for (let index = 0; index < all.length; index++) {
    const { start } = all[index] as Span;
    let { end } = all[index] as Span;
    if (!isLineEnd(view.text, end)) {
      yield { start, end, rest: 0 };
      continue;
    }
    while (lengthAt(NAME, view.text, end) === 0) {
      const next = all[index + 1];
      if (next === undefined || next.start - end > 42 || lengthAt(WRAP, view.text, end) !== next.start - end)
        break;
      end = next.end;
      index++;
    }
    const { start: line } = all[index] as Span;
    const rest = end - line >= SHORTEST_WRAPPED ? lengthAt(UNPADDED_LINE, view.text, end) : 0;
    if (rest === 0 && lengthAt(NAME, view.text, end) === 0) end += lengthAt(LAST_LINE, view.text, end);
    yield { start, end, rest };
  }
}

/** Whether a line ends at a place. Blocks continue only there. */
function isLineEnd(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 0x0a || code === 0x0d;
}

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const SIX_BITS = new Uint8Array(1 << 16);
for (const [index, unit] of [...ALPHABET].entries()) SIX_BITS[unit.charCodeAt(0)] = index;
SIX_BITS["-".charCodeAt(0)] = 62;
SIX_BITS["_".charCodeAt(0)] = 63;

/** The first three decoded bytes of a run, as a number. They are enough to dismiss most runs, which are words, hashes or binary. */
function firstBytes(text: string, start: number): number {
  let bits = 0;
  for (let i = start; i < start + 4; i++) bits = (bits << 6) | (SIX_BITS[text.charCodeAt(i)] as number);
  return bits;
}

/** Whether three bytes may begin a text: printable ASCII or a byte order mark, but not three NULs. */
function beginsReadable(first: number): boolean {
  if (first === 0) return false;
  if (first === 0xefbbbf) return true;
  return isReadable(first >> 16) && isReadable((first >> 8) & 0xff) && isReadable(first & 0xff);
}

/** The first three bytes of gzip and of zip, as numbers. */
export const PACKED: ReadonlySet<number> = new Set([0x1f8b08, 0x504b03]);

/** The texts in a base64 gzip or zip archive; `null` when nothing in it can be read. */
function unpacked(run: string, unpacker: Unpacker): Pick<Replacement, "text" | "kinds"> | null {
  const members = [...unpacker.members(Buffer.from(run, "base64"))];
  if (members.length === 0) return null;
  const packings = new Set(members.flatMap((member) => member.packings));
  return {
    text: members.map(({ bytes }) => textOf(bytes)).join("\n\n"),
    kinds: ["base64", ...packings],
  };
}

function readable(run: string): string | null {
  const bytes = Buffer.from(run, "base64");
  for (const byte of bytes) if (byte < 0x80 && !isReadable(byte)) return null;
  if (!isUtf8(bytes)) return null;
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
  // In UTF-16, as PowerShell encodes it, every second byte is NUL. Otherwise NULs separate fields, as in AUTH PLAIN.
  const plain = /^(?:[^\0]\0)+$/.test(text) ? text.replaceAll("\0", "") : text.replaceAll("\0", "\n");
  return plain.length < SHORTEST ? null : plain;
}

/** Whether a byte is printable ASCII, white space, NUL, or the ESC of a terminal colour. */
function isReadable(byte: number): boolean {
  return (
    (byte >= 0x20 && byte <= 0x7e) ||
    byte === 0x09 ||
    byte === 0x0a ||
    byte === 0x0d ||
    byte === 0x1b ||
    byte === 0
  );
}
