import type { Replacement } from "./replacement.ts";

/** Calls that put strings together: `"".join(["a", "b"])`, `["a", "b"].join("")`, `concat!("a", "b")`, `!Join ["", ["a", "b"]]`. */
export const callNames = ["join", "implode", "concat"];
const CALL = new RegExp(callNames.join("|"), "gi");

/** Characters before and after the name of a call in which its strings stand. */
export const callReach = 400;

/** A comment of the program behind a piece, for patterns; one that begins with a literal may be code. */
export const NOTE = String.raw`(?:(?://|#)(?![ \t]{0,8}["'${"`"}%&\\])[^\n]{0,120}\n|/\*[^*]{0,120}\*/)\s{0,80}`;

/** Between two strings of a list, or `"a".concat("b")`. */
const SEAM = new RegExp(
  String.raw`(["'])(?:\s{0,20},(?:[ \t]{0,20}${NOTE}|\s{0,40})|\.concat\(\s{0,20})\1(?=[A-Za-z0-9+/_-])`,
  "g",
);
const BEFORE = /[A-Za-z0-9+/=_-]/;

/** What stands between the strings of lists and calls, whether something joins them or not. */
export function* listSeams(text: string): Generator<Omit<Replacement, "kinds">> {
  SEAM.lastIndex = 0;
  for (let seam = SEAM.exec(text); seam !== null; seam = SEAM.exec(text)) {
    const { index } = seam;
    // Looked at afterwards: a look behind at every character of a text is slow.
    if (BEFORE.test(text.charAt(index - 1))) yield { start: index, end: index + seam[0].length, text: "" };
    else SEAM.lastIndex = index + 1;
  }
}

/** Whether a call of this name joins strings with nothing between them, by the text around it. */
export function joinsNothing(name: string, window: string): boolean {
  return /concat/i.test(name) || /""|''/.test(window);
}

/** Literals that a call joins with nothing between them, in order, without overlaps. */
export function joins(text: string): Replacement[] {
  const found: Replacement[] = [];
  let searched = 0;
  for (const { 0: name, index } of text.matchAll(CALL)) {
    const start = Math.max(searched, index - callReach);
    const end = index + name.length + callReach;
    const window = text.slice(start, end);
    searched = end;
    if (!joinsNothing(name, window)) continue;
    for (const seam of Array.from(listSeams(window)))
      found.push({ start: start + seam.start, end: start + seam.end, text: "", kinds: ["concatenation"] });
  }
  return found;
}
