import { LEAST_CHANGES, mayBeOldSmtpPassword, mayBeSecretKey, mayBeSmtpPassword } from "../aws-ses/random.ts";
import type { Span } from "../detector.ts";
import { classChanges } from "../entropy.ts";
import { endsInHost } from "../pattern.ts";
import { LONGEST_GLUED, LONGEST_NAMED, longRuns } from "../runs.ts";
import type { Scanner } from "./kernel.ts";
import { shapeBits } from "./layout.ts";

/** Shapes that are recognized by statistics; class names have them too. */
const STATISTICAL = shapeBits.random40 | shapeBits.jumbled40 | shapeBits.smtp44;

/** Wraps a scanner with stricter tests of the statistical shapes, which many texts have by chance. */
export function checkedScanner(scan: Scanner): Scanner {
  return (content) => {
    const signs = scan(content);
    const counted = signs.shapes & STATISTICAL;
    return counted === 0
      ? signs
      : { ...signs, shapes: signs.shapes & (~STATISTICAL | shapesOf(signs.tails, counted)) };
  };
}

/** The shapes that the ends of some runs really have. @param most stops once all of these are found */
function shapesOf(tails: Iterable<string>, most: number): number {
  let found = 0;
  for (const tail of tails) {
    const run = longRuns(tail, 40).at(-1);
    if (run === undefined) continue;
    if (mayEndWith(tail, run, 40) && !endsInHost(tail.slice(0, -40))) found |= secretShapes(tail.slice(-40));
    if (mayEndWith(tail, run, 44)) found |= passwordShape(tail.slice(-44));
    if ((found & most) === most) break;
  }
  return found;
}

/** Whether a run may end with a value of a certain length: only a sign, a slash, the end of an escape or a terminal colour, or a shell variable precedes it. */
function mayEndWith(text: string, { start, end }: Span, length: number): boolean {
  const glued = end - start - length;
  if (glued <= 0) return glued === 0;
  if (glued <= 2 && /[+/-]/.test(text.charAt(start))) return true;
  const before = text[start - 1];
  if (before === "{") return glued <= LONGEST_NAMED && /[-+]/.test(text.charAt(end - length - 1));
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
