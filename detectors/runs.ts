import type { Span, View } from "./detector.ts";
import { perView } from "./perView.ts";

/** Generated secrets and what encodes them are at least this long. */
const SHORTEST = 20;

/** Characters of a run that may be the end of an escape or a terminal colour, or a flag, with a value glued to it. */
export const LONGEST_GLUED = 16;

const IN_RUN = new Uint8Array(1 << 16);
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

/**
 * Matches of a pattern for values of one length that end where their run ends; what stands before them in the run is
 * the end of an escape. Cheap where a search of the whole text is not.
 * @param pattern sticky
 */
export function* matchesOfLength(view: View, pattern: RegExp, length: number): Generator<RegExpExecArray> {
  for (const { start, end } of runs(view)) {
    if (end - start < length || end - start > length + LONGEST_GLUED) continue;
    pattern.lastIndex = end - length;
    const match = pattern.exec(view.text);
    if (match !== null) yield match;
  }
}
