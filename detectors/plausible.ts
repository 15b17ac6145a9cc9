import type { Assignment } from "./assignments.ts";
import type { View } from "./detector.ts";
import { isPlaceholder, isReference } from "./placeholder.ts";

const LONGEST = 256;

/** Files in which a bare word is the name of something, not a value. */
const CODE =
  /\.(?:[cm]?[jt]sx?|java|kts?|py|rb|php|go|cs|rs|scala|groovy|gradle|swift|[ch](?:pp|c|h)?|vue|dart|dwl|tf|lua)$|(?:^|\/)Jenkinsfile/i;
/** Files of sentences. */
const PROSE = /\.(?:adoc|mdx?|txt|rst|html?)$/i;

/** A name in code, or several joined by dots. */
const NAME = /^[A-Za-z_$][\w$]*(?:[\w$.?![\]:-]*[\w$\][])?$/;
const WORD = /^[A-Za-z][A-Za-z_.$-]*$/;

/**
 * Whether the value of an assignment can be a secret that a person chose: no reference, no placeholder, and no bare
 * word where bare words are names.
 */
export function isPlausible(
  { value, quoted, loose, span }: Assignment,
  view: View,
  shortest: number,
): boolean {
  if (value.length < shortest || value.length > LONGEST) return false;
  if (isReference(value) || isPlaceholder(value)) return false;
  if (/\s/.test(value) && !/\d/.test(value)) return false;
  if (loose) return /\d/.test(value) && /[A-Za-z]/.test(value) && !/\s/.test(value);
  if (quoted) return true;
  const path = view.path ?? "";
  if (CODE.test(path) && NAME.test(value)) return isTight(view.text, span.start);
  return !(PROSE.test(path) && WORD.test(value)) || isTight(view.text, span.start);
}

/** Whether name and value are one word, as in a flag or a form body: `-Dx=y`, `"x=y&z"`; there a bare word is a value. */
function isTight(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 120), at);
  return /(?:^|[\s"'`=([])-{1,2}(?:M-)?[\w.-]+(?:=|[ \t]+)["']?$|["'`&?][\w.-]+=$/.test(before);
}
