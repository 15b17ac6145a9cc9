import type { Consumer } from "./consumers.ts";
import { type Edit, type File, isPercentEncoded, type Reason, type Secret, type Spot } from "./edit.ts";
import { fallbackInTemplate } from "./fallback.ts";
import { keyBefore } from "./key.ts";

/** The encoding that a syntax undoes before references are replaced. */
const UNDOES = { yaml: "", xml: "HTML entities", properties: "escapes" } as const;
/** Matches the text before a secret in a comment: of its line, or in XML of the file. */
const COMMENT = { yaml: /(?:^|\s)#/, xml: /<!--(?![\s\S]*-->)/, properties: /^\s*[#!]/ } as const;

/** For files whose reader replaces references to variables. */
export function templateSpot(file: File, secret: Secret, consumer: Consumer): Spot | Reason {
  const { text } = file;
  const { start, end, encodings } = secret;
  const { syntax } = consumer;
  const source = text.slice(start, end);
  const before = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  if (COMMENT[syntax].test(syntax === "xml" ? text.slice(0, start) : before)) return "comment";
  const value = heldValue(source, secret, UNDOES[syntax]);
  if (value === null || encodings.includes("line continuation")) return "encoded";
  if (consumer.name === "Mule" && syntax === "xml") return muleSpot(file, secret, value);
  const isWhole = isWholeValue(before, text.slice(end), syntax === "xml");
  const reference = consumer.reference("X");
  if (syntax === "yaml" && !isWhole && breaks(before, reference)) return "unsure";
  const fallback = fallbackInTemplate(text, secret, consumer.reference);
  return {
    value,
    key: fallback?.variable ?? (isWhole ? keyBefore(text, start) : null),
    edits: (name) =>
      name === fallback?.variable
        ? [{ ...fallback.span, text: "" }]
        : syntax === "yaml" && isWhole
          ? [yamlEdit(text, secret, before, consumer.reference(name))]
          : [{ start, end, text: consumer.reference(name) }],
    ...(consumer.note && { note: consumer.note }),
  };
}

/** The value that the variable needs; `null` if the file's syntax does not tell. */
function heldValue(source: string, secret: Secret, undoes: string): string | null {
  if (secret.encodings.every((kind) => kind === undoes)) return secret.value;
  // Whatever reads the URL undoes it.
  return isPercentEncoded(secret) && !source.includes("%%") ? source : null;
}

function isWholeValue(before: string, after: string, isXml: boolean): boolean {
  if (isXml) return /(?:>\s*|=\s*["'])$/.test(before) && /^\s*(?:["']|<|\]\]>)/.test(after);
  return (
    /(?:[:=]|^\s*-|^)\s*["']?$/.test(before) && /^["']?[ \t]*(?:#[^\n]*|[,}\]][^\n]*)?(?:\r?\n|$)/.test(after)
  );
}

/** Whether it is inside `{…}` or `[…]`; `{{` begins a reference instead. */
function isInFlow(before: string): boolean {
  return /(?:^|[\s:,[{])[{[](?!\{)[^}\]]*$/.test(before);
}

/** Whether a reference inside a value would end it: a bracket in `{…}`, a quote in quotes. */
function breaks(before: string, reference: string): boolean {
  const isOpen = (quote: string) => (before.split(quote).length - 1) % 2 === 1;
  if (isOpen("'")) return reference.includes("'");
  if (isOpen('"')) return reference.includes('"');
  return isInFlow(before);
}

/** A reference that begins with `{`, `%` or `<`, or is inside `{…}`, needs quotes in YAML. */
function yamlEdit(text: string, { start, end }: Secret, before: string, reference: string): Edit {
  const quote = /["']$/.exec(before)?.[0];
  const isQuoted = quote !== undefined && text[end] === quote;
  if (isQuoted && quote === "'" && reference.includes("'"))
    return { start: start - 1, end: end + 1, text: `"${reference}"` };
  const needsQuotes = !isQuoted && (isInFlow(before) || /^[{%<]/.test(reference));
  return { start, end, text: needsQuotes ? `"${reference}"` : reference };
}

/** Mule reads a secure properties file if the configuration has one; in an expression, the reference is a call of `p`. */
function muleSpot({ text }: File, { start, end }: Secret, value: string): Spot | Reason {
  const isSecure = /\$\{secure::|\bsecure-properties:config\b/.test(text) && !isSecureConfig(text, start);
  const nameIn = (variable: string) => (isSecure ? `secure::${propertyOf(variable)}` : variable);
  const before = text.slice(Math.max(0, start - 2000), start);
  const isExpression = before.lastIndexOf("#[") > before.lastIndexOf("]");
  const quote = text[start - 1] ?? "";
  if (isExpression && !(/["']/.test(quote) && text[end] === quote)) return "unsure";
  const key = keyBefore(text, isExpression ? start - 1 : start);
  const edits = (variable: string): Edit[] =>
    isExpression
      ? [{ start: start - 1, end: end + 1, text: `p(${quote}${nameIn(variable)}${quote})` }]
      : [{ start, end, text: `\${${nameIn(variable)}}` }];
  return {
    value,
    key,
    edits,
    ...(isSecure && { note: { kind: "mule-secure" } as const }),
  };
}

/** Whether an offset is in the configuration of the secure file, whose key cannot come from that file. */
function isSecureConfig(text: string, at: number): boolean {
  return /<secure-propert[\w-]*:config\b[^<>]*$/.test(text.slice(0, at));
}

/** The name of a variable as a property: `SES_SMTP_PASSWORD` is `ses.smtp.password`. */
export function propertyOf(variable: string): string {
  return variable.toLowerCase().replaceAll("_", ".");
}
