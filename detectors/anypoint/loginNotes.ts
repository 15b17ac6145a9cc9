import type { Span, View } from "../detector.ts";
import { userNear } from "./context.ts";

/** Files of sentences with headings. */
const PROSE = /\.(?:adoc|mdx?|txt|rst|org|textile)$/i;
const HEADING = /^[ \t]*(?:#{1,6}|={1,6}|h[1-6]\.)[ \t]+[^\n]*|^[^\n]+\n[ \t]*(?:={4,}|-{4,})[ \t]*$/gm;

/** What may stand before a name. */
const MARKS = "[ \\t>*_`-]{0,8}";

/** A line that says of what the login below it is, `Anypoint Platform login:`, and the login up to its password. */
const LABELLED = new RegExp(
  String.raw`(?:^|\n)${MARKS}(?:mulesoft )?(?:anypoint|cloudhub)` +
    String.raw`(?: (?:platform|exchange|login|account|access|user|cred\w{1,9}|\([\w ]{1,20}\))){0,3}[*_:]{0,4}[ \t]*\r?\n` +
    String.raw`(?:[ \t]*\r?\n)?${MARKS}(?:user|login|e-?mail)[^\n]{0,100}\n(?:[^\n:]{0,100}\n){0,2}` +
    String.raw`${MARKS}(?:pass|pwd)[^\n]{0,20}(?:\n[^\n\w]{0,20})?$`,
  "i",
);

/** Whether a password belongs to a login that is written down under a heading, or a line, about the platform. */
export function isInNote(view: View, span: Span): boolean {
  if (!PROSE.test(view.path ?? "")) return false;
  const before = view.text.slice(Math.max(0, span.start - 500), span.start);
  if (LABELLED.test(before)) return true;
  const heading = before.match(HEADING)?.at(-1) ?? "";
  return /\b(?:anypoint|cloudhub)\b/i.test(heading) && userNear(view, span) !== undefined;
}
