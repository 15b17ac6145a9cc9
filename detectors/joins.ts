import type { Replacement } from "./replacement.ts";

/** Names of calls that concatenate strings: `"".join(["a", "b"])`, `["a", "b"].join("")`, `concat!("a", "b")`, `!Join ["", ["a", "b"]]`. */
export const callNames = ["join", "implode", "concat"];
const CALL = new RegExp(callNames.join("|"), "gi");

/** Characters before and after the name of a call that are searched for its strings. */
export const callReach = 400;

/** Pattern of a code comment after a piece of a string. A comment that begins with a literal may be code, so it does not count. */
export const COMMENT = String.raw`(?:(?://|#|--)(?![ \t]{0,8}["'${"`"}%&\\])[^\n]{0,120}\n|/\*[^*]{0,120}\*/)\s{0,80}`;

/** The syntax between two strings of a list, or in `"a".concat("b")`; but not in `Buffer.from("a", "base64")`. */
const SEAM = new RegExp(
  String.raw`(["'])(?:\s{0,20},(?:[ \t]{0,20}${COMMENT}|\s{0,40})|\.concat\(\s{0,20})\1(?!base64|hex\1)(?=[A-Za-z0-9+/_-])`,
  "g",
);
const BEFORE = /[A-Za-z0-9+/=_-]/;

/** Removes the syntax between the strings of lists and calls, whether or not a call concatenates them. */
export function* listSeams(text: string): Generator<Omit<Replacement, "kinds">> {
  SEAM.lastIndex = 0;
  for (let seam = SEAM.exec(text); seam !== null; seam = SEAM.exec(text)) {
    const { index } = seam;
    // Tested afterwards: a look-behind in the pattern would run at every character of a text.
    if (BEFORE.test(text.charAt(index - 1))) yield { start: index, end: index + seam[0].length, text: "" };
    else SEAM.lastIndex = index + 1;
  }
}

/** Removes what separates literals that a call concatenates with nothing between them; in order, without overlaps. */
export function joins(text: string): Replacement[] {
  const found: Replacement[] = [];
  let searched = 0;
  for (const { 0: name, index } of text.matchAll(CALL)) {
    const start = Math.max(searched, index - callReach);
    const end = index + name.length + callReach;
    const window = text.slice(start, end);
    searched = end;
    if (!/concat/i.test(name) && !/""|''/.test(window)) continue;
    for (const seam of Array.from(listSeams(window)))
      found.push({ start: start + seam.start, end: start + seam.end, text: "", kinds: ["concatenation"] });
  }
  return found;
}
