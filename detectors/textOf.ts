import { isUtf8 } from "node:buffer";

/** UTF-16 in either byte order. */
export type Wide = "utf16le" | "utf16be";

/** The text of a whole file: UTF-16 by its byte order mark or its NULs, UTF-8 if valid, else one character per byte. */
export function textOf(bytes: Buffer): string {
  const wide = wideEncoding(bytes);
  const content = bytes.subarray(markLength(bytes, wide));
  return decoded(content, wide ?? (isUtf8(content) ? "utf8" : "latin1"));
}

/** Length in bytes of the byte order mark with which a text of this encoding (`null`: UTF-8) begins, or 0. */
export function markLength(bytes: Buffer, wide: Wide | null): number {
  if (wide !== null)
    return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) ? 2 : 0;
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

/** Recognizes UTF-16 by its byte order mark, or because nearly every second byte is NUL from the start and few others are; else `null`. */
export function wideEncoding(bytes: Buffer): Wide | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return isMixed(bytes) ? null : "utf16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return isMixed(bytes) ? null : "utf16be";
  // Text that only later turns to UTF-16 (`>>` of PowerShell) is read as bytes, so that line numbers stay right.
  const first = byZeros(bytes, 8);
  return first !== null && byZeros(bytes, 4096) === first ? first : null;
}

/** Longer than what Chinese text in UTF-16 contains by chance. */
const ASCII = /[\t\n\r\x20-\x7e]{40}/;

/** Whether single-byte text was appended to UTF-16 text with a byte order mark (`>` of PowerShell, then `>>` of another shell). */
function isMixed(bytes: Buffer): boolean {
  return ASCII.test(bytes.toString("latin1"));
}

function byZeros(bytes: Buffer, most: number): Wide | null {
  const length = Math.min(bytes.length, most) & ~1;
  const zero = bytes.indexOf(0);
  if (length < 4 || zero === -1 || zero >= length) return null;
  let [even, odd] = [0, 0];
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  const half = length / 2;
  if (odd > half * 0.7 && even < half * 0.1) return "utf16le";
  if (even > half * 0.7 && odd < half * 0.1) return "utf16be";
  return null;
}

/** Decodes bytes; half a UTF-16 unit at the end is dropped. */
export function decoded(bytes: Buffer, encoding: Wide | "utf8" | "latin1"): string {
  if (encoding !== "utf16be") return bytes.toString(encoding);
  const swapped = Buffer.from(bytes.subarray(0, bytes.length & ~1));
  return swapped.swap16().toString("utf16le");
}
