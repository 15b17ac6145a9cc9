import type { Replacement } from "./decode.ts";

/** Calls that put strings together: `"".join(["a", "b"])`, `["a", "b"].join("")`, `concat!("a", "b")`, `!Join ["", ["a", "b"]]`. */
export const callNames = ["join", "implode", "concat"];
const CALL = new RegExp(callNames.join("|"), "gi");

/** Characters before and after the name of a call in which its strings stand. */
export const callReach = 400;

/** Between two strings of a list, or `"a".concat("b")`. */
export const callSeam =
  /(?<=[A-Za-z0-9+/=_-])(["'])(?:\s{0,20},\s{0,40}|\.concat\(\s{0,20})\1(?=[A-Za-z0-9+/_-])/g;

/** Literals that a call joins with nothing between them, in order, without overlaps. */
export function joins(text: string): Replacement[] {
  const found: Replacement[] = [];
  let searched = 0;
  for (const { 0: name, index } of text.matchAll(CALL)) {
    const start = Math.max(searched, index - callReach);
    const end = index + name.length + callReach;
    const window = text.slice(start, end);
    searched = end;
    if (!/concat/i.test(name) && !/""|''/.test(window)) continue;
    for (const seam of window.matchAll(callSeam)) {
      const at = start + seam.index;
      found.push({ start: at, end: at + seam[0].length, text: "", kinds: ["concatenation"] });
    }
  }
  return found;
}
