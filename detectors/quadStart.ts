import { lastRow, narrowed } from "./signs/kernel.ts";
import type { Wide } from "./textOf.ts";

const BACKSLASH = 0x5c;

/**
 * The nearest offset, at or before `offset`, at which a group of four base64 characters begins. Base64 must be decoded
 * from the start of a group, so a chunk that begins inside a run of base64 has to begin there.
 * @returns `offset` itself outside of base64
 */
export function quadStart(bytes: Buffer, offset: number, wide: Wide | null): number {
  const before = bytes.subarray(0, offset);
  const units = wide === null ? before : narrowed(before, wide === "utf16be");
  const row = lastRow(units);
  // The letter of an escaped line break `\\n` is not part of the base64 that follows it.
  const isEscaped = units[units.length - row - 1] === BACKSLASH;
  const passed = isEscaped ? Math.max(0, row - 1) : row;
  return offset - (passed % 4) * (wide === null ? 1 : 2);
}
