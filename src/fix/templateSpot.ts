import type { Consumer } from "./consumers.ts";
import type { Edit, File, Reason, Secret, Spot } from "./edit.ts";
import { keyBefore } from "./key.ts";

/** The way out of a file whose reader puts variables into values. */
export function templateSpot(file: File, secret: Secret, consumer: Consumer): Spot | Reason {
  const { text } = file;
  const { start, end, encodings } = secret;
  const source = text.slice(start, end);
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const before = text.slice(lineStart, start);
  const isXml = consumer.undoes === "HTML entities";
  if (consumer.comment.test(isXml ? text.slice(0, start) : before)) return "comment";
  const value = heldValue(source, secret, consumer);
  if (value === null || encodings.includes("line continuation")) return "encoded";
  if (consumer.name === "Mule" && isXml) return muleSpot(file, secret, value);
  const isWhole = isWholeValue(before, text.slice(end), isXml);
  return {
    value,
    key: isWhole ? keyBefore(text, start) : null,
    edits: (name) =>
      quoted(text, secret, consumer.reference(name), isWhole && consumer.comment.source.includes("#")),
    ...(consumer.note && { note: consumer.note }),
  };
}

/** What the variable has to hold; `null` where the file's syntax does not say. */
function heldValue(source: string, { value, encodings }: Secret, { undoes }: Consumer): string | null {
  if (encodings.length === 0) return value;
  if (encodings.every((kind) => kind === undoes)) return value;
  // Whoever reads the URL undoes it.
  return encodings.every((kind) => kind === "percent-encoding") && !source.includes("%%") ? source : null;
}

function isWholeValue(before: string, after: string, isXml: boolean): boolean {
  if (isXml) return /(?:>\s*|=\s*["'])$/.test(before) && /^\s*(?:["']|<|\]\]>)/.test(after);
  return (
    /(?:[:=]|^\s*-|^)\s*["']?$/.test(before) && /^["']?[ \t]*(?:#[^\n]*|[,}\]][^\n]*)?(?:\r?\n|$)/.test(after)
  );
}

/** A reference with `{`, `%` or `<` in front, or inside of `{…}`, is a YAML string only in quotes. */
function quoted(text: string, { start, end }: Secret, reference: string, isWhole: boolean): Edit[] {
  const isQuoted = /["']/.test(text[start - 1] ?? "") && text[end] === text[start - 1];
  if (!isWhole) return [{ start, end, text: reference }];
  if (isQuoted && reference.includes("'") && text[start - 1] === "'")
    return [{ start: start - 1, end: end + 1, text: `"${reference}"` }];
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  const isInFlow = /[{[](?!\{)[^}\]]*$/.test(line) && !/\.properties$/.test(line);
  if (isQuoted || !(isInFlow || /^[{%<]/.test(reference))) return [{ start, end, text: reference }];
  return [{ start, end, text: `"${reference}"` }];
}

/** Mule asks a secure file where the configuration has one; inside of an expression it calls `p`. */
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

/** The key that opens the secure file cannot come out of it. */
function isSecureConfig(text: string, at: number): boolean {
  return /<secure-propert[\w-]*:config\b[^<>]*$/.test(text.slice(0, at));
}

export function propertyOf(variable: string): string {
  return variable.toLowerCase().replaceAll("_", ".");
}
