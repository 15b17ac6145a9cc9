import type { Span } from "./detector.ts";

/** Most characters of a value. */
const LONGEST_VALUE = 4096;

/** A value found at a place. */
export interface ValueAt {
  readonly value: string;
  readonly span: Span;
  readonly quoted: boolean;
}

const OPENING = /(?:[bBrRuUfFLN]{0,2}|[@$]{0,2})(\\{0,3}(?:"""|'''|["'`]))/y;

/** A bare value: up to white space, a quote, an angle bracket, or an escaped line break or tab. */
const bare = (longest: number) => new RegExp(`(?:[^\\s"'\`<>\\\\]|\\\\(?![nrt])){1,${longest}}`, "y");
const BARE = bare(LONGEST_VALUE);
const SHORT_BARE = bare(256);

/** An expression with a literal as default: process.env.X || "literal", os.getenv("X", "literal") */
const FALLBACK =
  /(?:process\.env|import\.meta\.env|os\.(?:environ|getenv)|System\.get(?:env|Property)|getenv|env|ENV)\b[^\n;]{1,80}?(?:\|\||\?\?|\?:|\bor\b|["'],|["']\)\.orElse\()\s{0,8}(?=["'])/y;

/** Calls that just wrap a literal: SecretStr("…"), ConvertTo-SecureString '…', Secret.fromString("…"). */
const WRAPPER =
  /\(?(?:ConvertTo-SecureString(?:[ \t]+-String)?[ \t]{1,4}|(?:new[ \t]{1,4})?(?:SecretStr|SecureString|GuardedString|Secret(?:Value)?\.(?:of|from(?:String|PlainText)?|unsafePlainText|plainText)|sensitive|base64encode|String(?:::from|\.valueOf)?|Some|Optional\.of|Field|Option)\(\s{0,8}(?:default\s{0,4}=\s{0,4})?)(?=["'])/y;

/** Not a value but code between two concatenated strings: `" + x + "`, or within quotes in their text, `'{"a":"' + x + '"}'`. */
const CODE_BETWEEN_STRINGS =
  /^["'`]\s*[+.&]\s*[\w$(]|^\s*(?:[+.,;&|)\]}%]\s*[\w$(].*[+.,&|(]\s*$|[+.&%,]\s|[,;)\]}]+\s*$)/;

/** The same between two templates in minified code: `),t(e,`, `&&(b=` */
const CODE_BETWEEN_TEMPLATES = /^[,;:?)\]}&|].*[=(,:?[{+&|]$/;

/**
 * The quoted or bare value at a place, or `null`. A bare value ends at white space, a quote, or the syntax after it.
 * @param isShort limits a bare value to 256 characters
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

/** The text of an XML element that starts at a place, without surrounding white space; `null` if it is empty. */
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
  const isCode = CODE_BETWEEN_STRINGS.test(value) || (quote === "`" && CODE_BETWEEN_TEMPLATES.test(value));
  return isCode ? null : { value, span: { start, end }, quoted: true };
}

function closingQuote(text: string, start: number, quote: string): number | null {
  const limit = Math.min(text.length, start + LONGEST_VALUE);
  for (let i = start; i < limit; i++) {
    const unit = text[i];
    // In YAML and SQL, a doubled quote is part of the text.
    if (quote === "'" && i > start && text.startsWith("''", i)) i++;
    else if (unit === quote[0] && text.startsWith(quote, i)) return i;
    if (unit === "\\") i++;
    else if (unit === "\n") return null;
  }
  return null;
}

/** What ends a bare value: `&next=` in a form, `;next=` in a connection string, another command, an entity for a line break or a quote. */
const NEXT =
  /&&|\|\||;(?:export|set|readonly|declare|echo|cd|mvn|source)$|\|(?:tee|base64|xargs|docker|openssl|gh|cat|grep|sed)$|[&;,](?:amp;)?[\w.%-]{1,60}=|&(?:#(?:0?9|10|13|3[249]|60|62|[xX](?:0?[9aAdD]|2[027]|3[cCeE]));|(?:quot|apos|lt|gt);)/;

/** A bare value without trailing syntax, such as the end of a list, a call, a table cell or a quoted string. */
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
