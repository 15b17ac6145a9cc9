import type { Span, View } from "../detector.ts";
import { spanOf } from "../pattern.ts";
import { isPlaceholder, isReference } from "../placeholder.ts";
import { userNear } from "./context.ts";
import type { SignIn } from "./signIns.ts";

/** Files of prose. */
const PROSE = /\.(?:adoc|mdx?|txt|rst|org|textile)$/i;
const HEADING = /^[ \t]*(?:#{1,6}|={1,6}|h[1-6]\.)[ \t]+[^\n]*|^[^\n]+\n[ \t]*(?:={4,}|-{4,})[ \t]*$/gm;

/** Markup that may precede a name. */
const MARKS = "[ \\t>*_`-]{0,8}";

/** A label such as `Anypoint Platform login:`, and the lines of the login below it up to its password. */
const LABELLED = new RegExp(
  String.raw`(?:^|\n)${MARKS}(?:mulesoft )?(?:anypoint|cloudhub)` +
    String.raw`(?: (?:platform|exchange|login|account|access|user|cred\w{1,9}|\([\w ]{1,20}\))){0,3}[*_:]{0,4}[ \t]*\r?\n` +
    String.raw`(?:[ \t]*\r?\n)?${MARKS}(?:user|login|e-?mail)[^\n]{0,100}\n(?:[^\n:]{0,100}\n){0,2}` +
    String.raw`${MARKS}(?:pass|pwd?)[^\n]{0,20}(?:\n[^\n\w]{0,20})?$`,
  "i",
);

/** The same on one line: `Anypoint user: jdoe, password: ` */
const ON_LINE =
  /\b(?:anypoint|cloudhub)\b[^\n]{0,60}\b(?:user(?:name)?|login|e-?mail)\b[^\n]{0,80}\b(?:pass(?:word|wd)?|pwd?)[^\n\w]{0,8}$/i;

/** `Anypoint login: jdoe / password`, `https://anypoint.mulesoft.com/login jdoe / password`. After `user password:` a slash would be part of the password. */
const PAIR = new RegExp(
  String.raw`(?:\b(?:anypoint|cloudhub)\b[^\n:=/]{0,40}\b(?:login|user(?:name)?|account|cred\w{1,9})\b[^\n:=]{0,20}(?<![^/][ _-](?:pass(?:word|wd)?|pwd|secret|key)[*_${"`"}]{0,3})[:=]` +
    String.raw`|\banypoint\.mulesoft\.com(?:/[\w/#-]{0,40})?\)?)[ \t|*_${"`"}:-]{1,12}(?<user>[\w.@+-]{2,60})` +
    String.raw`[ \t*_${"`"}]{0,8}/[ \t*_${"`"}]{0,8}(?<secret>(?=[^\s/]{0,63}\d)(?=[^\s/]{0,63}[A-Za-z])[^\s/${"`"}]{5,63}[^\s/${"`"}*_.,;)])(?=[*_${"`"}.,;)]{0,4}(?:\s|$))`,
  "dgim",
);

/** Logins to the platform that are noted as a user, a slash and a password. */
export function* notedLogins({ path, text }: View): Generator<SignIn> {
  if (!PROSE.test(path ?? "")) return;
  for (const match of text.matchAll(PAIR)) {
    const { user = "", secret: password = "" } = match.groups ?? {};
    // Without a capital or a special character it may be a version or a branch; so may `Chrome/Version118.0`.
    if (!/[A-Z!@#$%^&*?]/.test(password) || /\d\.\d|^[A-Z]+-\d+$|\.[a-z]{2,4}$/.test(password)) continue;
    if (!isReference(password) && !isPlaceholder(password))
      yield { user, password, span: spanOf(match), isApp: false };
  }
}

/** Whether a password is part of a login that is noted below a heading or a line about the platform. */
export function isInNote(view: View, span: Span): boolean {
  if (!PROSE.test(view.path ?? "")) return false;
  const before = view.text.slice(Math.max(0, span.start - 500), span.start);
  if (LABELLED.test(before) || ON_LINE.test(before)) return true;
  const heading = before.match(HEADING)?.at(-1) ?? "";
  return /\b(?:anypoint|cloudhub)\b/i.test(heading) && userNear(view, span) !== undefined;
}
