import type { Span, View } from "./detector.ts";
import { LEFT, RIGHT } from "./pattern.ts";
import { perView } from "./view.ts";

/** Generated secrets and their encodings are at least this long. */
const SHORTEST = 20;

/** Most characters at the start of a run that may belong to an escape, a terminal colour or a flag directly before a value. */
export const LONGEST_GLUED = 16;

/** Most characters at the start of a run that may be the name and the sign of `${NAME-value}`. */
export const LONGEST_NAMED = 61;

/** The base64 characters, standard and URL-safe. */
export const RUN_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-";
/** For each UTF-16 unit, 1 if it is one of these. */
export const IN_RUN = new Uint8Array(1 << 16);
for (const character of RUN_CHARACTERS) IN_RUN[character.charCodeAt(0)] = 1;

/** The maximal runs of at least 20 base64 characters, standard or URL-safe, in order; computed once per view. */
export const runs: (view: View) => readonly Span[] = perView(({ text }) => longRuns(text, SHORTEST));

/** The maximal runs of at least `shortest` base64 characters, in order. */
export function longRuns(text: string, shortest: number): Span[] {
  const found: Span[] = [];
  let before = -1;
  // Looks at every `shortest`-th character and reads backwards from it, which skips most of the text.
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

/** A value of a certain length, delimited on both sides. */
export interface Bounded extends Span {
  readonly value: string;
  /** Whether it is the replacement in a command like `s/x/KEY/g`, where slashes delimit it. */
  readonly isSlashed: boolean;
}

/**
 * Finds values of a certain length at the end of base64 runs, before which only the end of an escape or the like may
 * stand. It looks at runs only, as matching the whole text would be slow.
 * @param shape pattern of such a value
 */
export function valuesOf(shape: string, length: number): (view: View) => Generator<Bounded> {
  const free = new RegExp(`${LEFT}${shape}${RIGHT}`, "ym");
  const whole = new RegExp(`^${shape}$`);
  return function* (view) {
    for (const { start, end } of runs(view)) {
      if (end - start < length || end - start > length + LONGEST_NAMED) continue;
      free.lastIndex = end - length;
      const match = free.exec(view.text);
      if (match !== null) yield { start: end - length, end, value: match[0], isSlashed: false };
      const run = view.text.slice(start, end);
      for (const at of slashed(run, length)) {
        const value = run.slice(at, at + length);
        const place = { start: start + at, end: start + at + length };
        if (whole.test(value) && isSubstitute(view.text, place)) yield { ...place, value, isSlashed: true };
      }
    }
  };
}

/** `s/x/` of sed, perl and vi, before the replacement */
const COMMAND = /(?:^|[^A-Za-z0-9/])s\/[^\n]{0,200}$/;

function isSubstitute(text: string, { start }: Span): boolean {
  return COMMAND.test(text.slice(Math.max(0, start - 240), start));
}

/** The offsets of values in a run that contains nothing else but a slash before, or a slash and up to three letters after them. */
function slashed(run: string, length: number): number[] {
  const rest = (at: number) => run.slice(at + length);
  return [0, 1].filter(
    (at) =>
      (at === 0 || run[0] === "/") && (/^\/[A-Za-z]{0,3}$/.test(rest(at)) || (at === 1 && rest(at) === "")),
  );
}
