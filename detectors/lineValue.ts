import type { Value } from "./assignedValue.ts";
import type { Span, View } from "./detector.ts";

/** Files in which a value extends to the end of its line and may contain blanks. @see https://docs.oracle.com/javase/8/docs/api/java/util/Properties.html */
const PROPERTIES = /\.properties$/i;
const YAML = /\.ya?ml$/i;
const SETTINGS = /\.(?:ini|cfg|conf|cnf|bat|cmd|env)$|(?:^|\/)\.env(?:\.[\w-]{1,30})*$/i;
const SHELL = /\.(?:bat|cmd)$/i;

/** Files of prose, where a full stop may follow a value. */
const PROSE = /\.(?:adoc|mdx?|txt|rst)$/i;

/** What may precede the name on its line. */
const BEGINNING = /(?:^|\n)[\uFEFF \t]*(?:- |set )?$/;

/** The most characters that the rest of a line may add to a value, and syntax that no value continues with: other names, quotes, nesting. */
const REST = 100;
const STRUCTURE = /["'`<>{}[\]\\|$=]|(?:^|\s)-{1,2}[A-Za-z]/;

/** Adjusts a bare value to the syntax of its file: with the blanks in it, or without the full stop of a sentence. */
export function lineValue({ text, path }: View, name: Span, value: Value): Value {
  if (value.quoted || path === undefined) return value;
  const stop = PROSE.test(path) && /^(?:\s|$)/.test(text.slice(value.span.end, value.span.end + 1));
  const tail = stop ? /(?<=\w)\)?\.$|(?<=[^\w.])\.$/.exec(value.value)?.[0].length : undefined;
  if (tail !== undefined)
    return {
      ...value,
      value: value.value.slice(0, -tail),
      span: { ...value.span, end: value.span.end - tail },
    };
  const inQuotes = restOfQuotes(text, name, value);
  if (inQuotes !== null) return inQuotes;
  const isProperties = PROPERTIES.test(path);
  if (!(isProperties || YAML.test(path) || SETTINGS.test(path))) return value;
  if (!BEGINNING.test(text.slice(Math.max(0, name.start - 60), name.start))) return value;
  const joint = text.slice(name.end, value.span.start);
  const joins = isProperties
    ? /^[ \t]*[=: \t][ \t]*$/
    : YAML.test(path)
      ? /^[ \t]*:[ \t]+$/
      : /^[ \t]*[=:][ \t]*$/;
  if (!joins.test(joint)) return value;
  // In .properties files comments are only on lines of their own.
  const words = isProperties ? /^(?:[ \t]+[^\s#&][^\s]*)*/ : /^(?:[ \t]+(?![#&;]|\/\/)[^\s]+)*/;
  const behind = text.slice(value.span.end, value.span.end + REST);
  // In batch files these characters redirect. In .properties files quotes mean nothing.
  const glued = SHELL.test(path)
    ? ""
    : ((isProperties ? /^["'`<>]\S*/ : /^[`<>]\S*/).exec(behind)?.[0] ?? "");
  const rest = words.exec(behind.slice(glued.length))?.[0] ?? "";
  const end = value.span.end + glued.length + (STRUCTURE.test(rest) ? 0 : rest.length);
  return { ...value, value: text.slice(value.span.start, end), span: { ...value.span, end }, loose: false };
}

/** The value in `"X=correct horse"`, which ends at the quote; `null` elsewhere. */
function restOfQuotes(text: string, name: Span, value: Value): Value | null {
  const quote = text[name.start - 1];
  if ((quote !== '"' && quote !== "'") || text.slice(name.end, value.span.start) !== "=") return null;
  const rest = text.slice(value.span.end, value.span.end + REST);
  const length = rest.search(/["'\n]/);
  if (length <= 0 || rest[length] !== quote || STRUCTURE.test(rest.slice(0, length))) return null;
  const end = value.span.end + length;
  return { ...value, value: text.slice(value.span.start, end), span: { ...value.span, end } };
}
