import { LEAST_CHANGES, mayBeOldSmtpPassword, mayBeSecretKey, mayBeSmtpPassword } from "../aws-ses/random.ts";
import type { Span } from "../detector.ts";
import { classChanges } from "../entropy.ts";
import { LONGEST_GLUED, longRuns } from "../runs.ts";
import type { Scanner } from "./kernel.ts";
import { shapeBits } from "./layout.ts";

/** Shapes of keys that are told by counting; names of classes have them too. */
const COUNTED = shapeBits.random40 | shapeBits.jumbled40 | shapeBits.smtp44;

/** A scanner that looks again at what stands in many texts without being meant. */
export function closely(scan: Scanner): Scanner {
  return (content) => {
    const signs = scan(content);
    if ((signs.shapes & COUNTED) === 0) return signs;
    const text = typeof content === "string" ? content : latin1(content);
    return { ...signs, shapes: signs.shapes & (~COUNTED | shapesOf(text, signs.shapes & COUNTED)) };
  };
}

function latin1({ buffer, byteOffset, length }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, length).toString("latin1");
}

/** Which shapes some run of a text has that looks random. */
function shapesOf(text: string, most: number): number {
  let found = 0;
  for (const run of longRuns(text, 40)) {
    if (mayEndWith(text, run, 40)) found |= secretShapes(text.slice(run.end - 40, run.end));
    if (mayEndWith(text, run, 44)) found |= passwordShape(text.slice(run.end - 44, run.end));
    if ((found & most) === most) break;
  }
  return found;
}

/** Whether what stands before so many characters of a run can be a sign, or the end of an escape or a terminal colour. */
function mayEndWith(text: string, { start, end }: Span, length: number): boolean {
  const glued = end - start - length;
  if (glued <= 0) return glued === 0;
  if (glued <= 2 && (text[start] === "+" || text[start] === "-")) return true;
  const before = text[start - 1];
  const isEscape =
    before === "\\" ||
    before === "%" ||
    before === "[" ||
    before === ";" ||
    (before === "=" && text.startsWith("3D", start));
  return isEscape && glued <= LONGEST_GLUED;
}

function secretShapes(tail: string): number {
  if (/[_-]/.test(tail) || !mayBeSecretKey(tail)) return 0;
  return classChanges(tail) < LEAST_CHANGES ? shapeBits.random40 : shapeBits.random40 | shapeBits.jumbled40;
}

function passwordShape(tail: string): number {
  const isPassword = tail.startsWith("B")
    ? mayBeSmtpPassword
    : tail.startsWith("A")
      ? mayBeOldSmtpPassword
      : null;
  return isPassword?.(tail) ? shapeBits.smtp44 : 0;
}
