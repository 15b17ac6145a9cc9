import type { Assignment } from "./assignments.ts";
import type { View } from "./detector.ts";
import { isPlaceholder, isReference, isSentence } from "./placeholder.ts";

const LONGEST = 256;

/** Files in which a bare word is the name of something, not a value. */
const CODE =
  /\.(?:[cm]?[jt]sx?|java|kts?|py|rb|php|go|cs|rs|scala|groovy|gradle|swift|[ch](?:pp|c|h)?|vue|dart|dwl|tf|lua)$|(?:^|\/)Jenkinsfile/i;
/** Files of sentences. */
const PROSE = /\.(?:adoc|mdx?|txt|rst|html?)$/i;

/** Files of labels. */
const LABELS = /(?:^|[/_.-])(?:i18n|l10n|locales?|lang|languages?|messages|translations?|nls)(?:[/_.-]|$)/i;

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
  const path = view.path ?? "";
  if (isSentence(value) || (/\s/.test(value) && LABELS.test(path))) return false;
  if (loose) return /\d/.test(value) && /[A-Za-z]/.test(value) && !/\s/.test(value);
  if (quoted) return true;
  if (CODE.test(path) && NAME.test(value)) return isTight(view.text, span.start);
  return !(PROSE.test(path) && WORD.test(value)) || isTight(view.text, span.start);
}

/** Whether name and value are one word, as in a flag, a form body or a comment: `-Dx=y`, `"x=y&z"`, `// X=y`; there a bare word is a value. */
function isTight(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 120), at);
  return /(?:^|[\s"'`=([])-{1,2}(?:M-)?[\w.-]+(?:=|[ \t]+)["']?$|["'`&?][\w.-]+=$|(?:^|\n)[ \t]*(?:\/\/|#|\*|--)[ \t]*(?:export )?[A-Z][A-Z0-9_]+=$/.test(
    before,
  );
}
