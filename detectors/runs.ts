import type { Span, View } from "./detector.ts";

/** Generated secrets and what encodes them are at least this long. */
const SHORTEST = 20;

/** Characters of a run that may be the end of an escape or a terminal colour, or a flag, with a value glued to it. */
export const LONGEST_GLUED = 16;

const IN_RUN = new Uint8Array(1 << 16);
for (const character of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-")
  IN_RUN[character.charCodeAt(0)] = 1;

const cache = new WeakMap<View, readonly Span[]>();

/** The longest stretches of 20 or more characters of base64, of either alphabet, in order; computed once per view. */
export function runs(view: View): readonly Span[] {
  let found = cache.get(view);
  if (found === undefined) {
    found = longRuns(view.text, SHORTEST);
    cache.set(view, found);
  }
  return found;
}

/** The longest stretches of so many characters or more, in order. */
export function longRuns(text: string, shortest: number): Span[] {
  const found: Span[] = [];
  let free = 0;
  // Where a run is at least 20 long, every 20th character is enough to meet it.
  for (let at = shortest - 1; at < text.length; ) {
    if (!isInRun(text, at)) {
      at += shortest;
      continue;
    }
    let start = at;
    while (start > free && isInRun(text, start - 1)) start--;
    let end = at + 1;
    while (end < text.length && isInRun(text, end)) end++;
    if (end - start >= shortest) found.push({ start, end });
    free = end;
    at = end + shortest;
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
