import type { Replacement } from "./decode.ts";

// Long enough for the shortest thing worth decoding (a 14-character value), with the line breaks of wrapped blocks.
const RUN =
  /[A-Za-z0-9+/_-]{20,}(?:\r?\n[ \t]{0,40}[A-Za-z0-9+/_-]{20,})*(?:\r?\n[ \t]{0,40}[A-Za-z0-9+/_-]{1,80}(?==))?={0,2}/g;

/** Decoded text with fewer characters says nothing. */
const SHORTEST = 10;

/** Base64 runs of a text that decode to readable text (ASCII, or UTF-16 of it), standard and URL-safe alphabet. */
export function base64Decodings(text: string): Replacement[] {
  const found: Replacement[] = [];
  for (const match of text.matchAll(RUN)) {
    const decoded = readable(match[0]);
    if (decoded === null) continue;
    found.push({ start: match.index, end: match.index + match[0].length, text: decoded, kind: "base64" });
  }
  return found;
}

function readable(run: string): string | null {
  // Most runs are words, hashes or binary: the first bytes tell, without decoding the rest.
  if (!isReadable(Buffer.from(run.slice(0, 20), "base64"))) return null;
  const bytes = Buffer.from(run, "base64");
  if (!isReadable(bytes)) return null;
  const text = bytes.toString("latin1");
  // UTF-16 (PowerShell's base64): every second byte is NUL. Otherwise a NUL separates fields (AUTH PLAIN).
  const plain = /^(?:[^\0]\0)+$/.test(text) ? text.replaceAll("\0", "") : text.replaceAll("\0", "\n");
  return plain.length < SHORTEST ? null : plain;
}

/** Printable ASCII, white space and NUL only, and not nothing. */
function isReadable(bytes: Buffer): boolean {
  for (const byte of bytes) {
    if ((byte < 0x20 || byte > 0x7e) && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0)
      return false;
  }
  return bytes.length > 0;
}
