import type { Span } from "./detector.ts";

/** How far a value may reach. */
const LONGEST_VALUE = 4096;

/** A value found at a place. */
export interface ValueAt {
  readonly value: string;
  readonly span: Span;
  readonly quoted: boolean;
}

const OPENING = /(?:[bBrRuUfFLN]{0,2}|[@$]{0,2})(\\{0,3}(?:"""|'''|["'`]))/y;

/** Up to a blank, a quote, an angle bracket, or `\n` in a string. */
const bare = (longest: number) => new RegExp(`(?:[^\\s"'\`<>\\\\]|\\\\(?![nrt])){1,${longest}}`, "y");
const BARE = bare(LONGEST_VALUE);
const SHORT_BARE = bare(256);

/** An expression with a literal to fall back to: process.env.X || "literal", os.getenv("X", "literal") */
const FALLBACK =
  /(?:process\.env|import\.meta\.env|os\.(?:environ|getenv)|System\.get(?:env|Property)|getenv|env|ENV)\b[^\n;]{1,80}?(?:\|\||\?\?|\?:|\bor\b|["'],|["']\)\.orElse\()\s{0,8}(?=["'])/y;

/** Calls that only wrap a literal: SecretStr("…"), ConvertTo-SecureString '…', Secret.fromString("…"). */
const WRAPPER =
  /\(?(?:ConvertTo-SecureString(?:[ \t]+-String)?[ \t]{1,4}|(?:new[ \t]{1,4})?(?:SecretStr|SecureString|GuardedString|Secret(?:Value)?\.(?:of|from(?:String|PlainText)?|unsafePlainText|plainText)|sensitive|base64encode|String(?:::from|\.valueOf)?|Some|Optional\.of|Field|Option)\(\s{0,8}(?:default\s{0,4}=\s{0,4})?)(?=["'])/y;

/** What stands between two strings that are joined: `" + x + "`, or in quotes of their text, `'{"a":"' + x + '"}'`. */
const CODE_BETWEEN_STRINGS =
  /^["'`]\s*[+.&]\s*[\w$(]|^\s*(?:[+.,;&|)\]}%]\s*[\w$(].*[+.,&|(]\s*$|[+.&%,]\s|[,;)\]}]+\s*$)/;

/**
 * The quoted or bare value at a place: a bare one ends at a blank, a quote, or what its syntax puts behind it, and
 * sooner where `isShort` says that the place is not worth more.
 */
export function valueAt(text: string, at: number, isShort: boolean): ValueAt | null {
  FALLBACK.lastIndex = at;
  WRAPPER.lastIndex = at;
  const open = at + ((FALLBACK.exec(text) ?? WRAPPER.exec(text))?.[0].length ?? 0);
  OPENING.lastIndex = open;
  const opening = OPENING.exec(text);
  if (opening !== null) return quotedAt(text, open + opening[0].length, opening[1] as string);
  const pattern = isShort ? SHORT_BARE : BARE;
  pattern.lastIndex = open;
  const value = withoutTail(pattern.exec(text)?.[0] ?? "");
  return /\w/.test(value) ? { value, span: { start: open, end: open + value.length }, quoted: false } : null;
}

/** The text of an XML element that starts at a place, without blanks around it. */
export function elementAt(text: string, at: number): ValueAt | null {
  const window = text.slice(at, at + LONGEST_VALUE);
  const end = /<|\]\]>/.exec(window)?.index;
  const value = window.slice(0, end ?? 0).trim();
  if (value === "") return null;
  const start = at + window.indexOf(value);
  return { value, span: { start, end: start + value.length }, quoted: true };
}

function quotedAt(text: string, start: number, quote: string): ValueAt | null {
  const end = closingQuote(text, start, quote);
  if (end === null || end === start) return null;
  const value = text.slice(start, end);
  return CODE_BETWEEN_STRINGS.test(value) ? null : { value, span: { start, end }, quoted: true };
}

function closingQuote(text: string, start: number, quote: string): number | null {
  const limit = Math.min(text.length, start + LONGEST_VALUE);
  for (let i = start; i < limit; i++) {
    const unit = text[i];
    // YAML and SQL double a quote that is part of the text.
    if (quote === "'" && i > start && text.startsWith("''", i)) i++;
    else if (unit === quote[0] && text.startsWith(quote, i)) return i;
    if (unit === "\\") i++;
    else if (unit === "\n") return null;
  }
  return null;
}

/** `&next=` in a form, `;next=` in a connection string, another command, a line break or a quote in HTML. */
const NEXT =
  /&&|\|\||;(?:export|set|readonly|declare|echo|cd|mvn|source)$|\|(?:tee|base64|xargs|docker|openssl|gh|cat|grep|sed)$|[&;,](?:amp;)?[\w.%-]{1,60}=|&(?:#(?:0?9|10|13|3[249]|60|62|[xX](?:0?[9aAdD]|2[027]|3[cCeE]));|(?:quot|apos|lt|gt);)/;

/** A bare value without what ends a list, a call, a table's cell or a quoted string behind it. */
function withoutTail(run: string): string {
  let end = NEXT.exec(run)?.index ?? run.length;
  for (; end > 0; end--) {
    const last = run[end - 1] as string;
    if (",;|\\*\u2019\u201d".includes(last) || run.endsWith("):", end)) continue;
    const opener = { ")": "(", "]": "[", "}": "{" }[last];
    if (opener === undefined || run.lastIndexOf(opener, end - 1) !== -1) break;
  }
  return run.slice(0, end);
}
