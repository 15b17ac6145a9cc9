import type { Span, View } from "./detector.ts";
import { LEFT, RIGHT } from "./pattern.ts";
import { perView } from "./perView.ts";

/** Generated secrets and what encodes them are at least this long. */
const SHORTEST = 20;

/** Characters of a run that may be the end of an escape or a terminal colour, or a flag, with a value glued to it. */
export const LONGEST_GLUED = 16;

/** Which UTF-16 units a run of base64 of either alphabet is made of. */
export const IN_RUN = new Uint8Array(1 << 16);
for (const character of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-")
  IN_RUN[character.charCodeAt(0)] = 1;

/** The longest stretches of 20 or more characters of base64, of either alphabet, in order; computed once per view. */
export const runs: (view: View) => readonly Span[] = perView(({ text }) => longRuns(text, SHORTEST));

/** The longest stretches of so many characters or more, in order. */
export function longRuns(text: string, shortest: number): Span[] {
  const found: Span[] = [];
  let before = -1;
  // Read from its end, a stretch is left at its last character that is in no run.
  for (let at = shortest - 1; at < text.length; at = before + shortest) {
    const free = before;
    before = at;
    while (before > free && isInRun(text, before)) before--;
    if (at - before < shortest) continue;
    let end = at + 1;
    while (end < text.length && isInRun(text, end)) end++;
    found.push({ start: before + 1, end });
    before = end;
  }
  return found;
}

function isInRun(text: string, at: number): boolean {
  return IN_RUN[text.charCodeAt(at)] === 1;
}

/** A value of one length that stands for itself. */
export interface Bounded extends Span {
  readonly value: string;
  /** Whether it is what a command like `s/x/KEY/g` puts in: a slash parts it from the rest of its run. */
  readonly isSlashed: boolean;
}

/**
 * Looks for values of one length that end where their run ends; what stands before them in the run is the end of an
 * escape. Cheap where a search of the whole text is not.
 * @param shape pattern for so many characters of base64
 */
export function valuesOf(shape: string, length: number): (view: View) => Generator<Bounded> {
  const free = new RegExp(`${LEFT}${shape}${RIGHT}`, "ym");
  const whole = new RegExp(`^${shape}$`);
  return function* (view) {
    for (const { start, end } of runs(view)) {
      if (end - start < length || end - start > length + LONGEST_GLUED) continue;
      free.lastIndex = end - length;
      const match = free.exec(view.text);
      if (match !== null) yield { start: end - length, end, value: match[0], isSlashed: false };
      const run = view.text.slice(start, end);
      for (const at of slashed(run, length)) {
        const value = run.slice(at, at + length);
        const place = { start: start + at, end: start + at + length };
        if (whole.test(value) && isPutIn(view.text, place)) yield { ...place, value, isSlashed: true };
      }
    }
  };
}

/** `s/x/` of sed, perl and vi, before what is put in for x */
const COMMAND = /(?:^|[^A-Za-z0-9/])s\/[^\n]{0,200}$/;

function isPutIn(text: string, { start }: Span): boolean {
  return COMMAND.test(text.slice(Math.max(0, start - 240), start));
}

/** Where values of a length stand in a run that has nothing else but a slash before them, or one and a few letters behind. */
function slashed(run: string, length: number): number[] {
  const rest = (at: number) => run.slice(at + length);
  return [0, 1].filter(
    (at) =>
      (at === 0 || run[0] === "/") && (/^\/[A-Za-z]{0,3}$/.test(rest(at)) || (at === 1 && rest(at) === "")),
  );
}
