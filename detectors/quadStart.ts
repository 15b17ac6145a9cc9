import { lastRow, narrowed } from "./signs/kernel.ts";
import type { Wide } from "./textOf.ts";

const BACKSLASH = 0x5c;

/**
 * The nearest place at or before `offset` where four characters of base64 begin, when it is in a row of them: decoded from
 * any other place the rest is something else. A chunk that begins in such a row begins at one.
 */
export function quadStart(bytes: Buffer, offset: number, wide: Wide | null): number {
  const before = bytes.subarray(0, offset);
  const units = wide === null ? before : narrowed(before, wide === "utf16be");
  const row = lastRow(units);
  // The letter of `\\n`, between two lines in a string, is none of them.
  const isEscaped = units[units.length - row - 1] === BACKSLASH;
  const passed = isEscaped ? Math.max(0, row - 1) : row;
  return offset - (passed % 4) * (wide === null ? 1 : 2);
}
