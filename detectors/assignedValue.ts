import type { Span } from "./detector.ts";
import { lineBefore } from "./pattern.ts";
import { elementAt, type ValueAt, valueAt } from "./valueAt.ts";
import { isStored, valueBefore } from "./valueBefore.ts";
import { jointsAt, Q, type Shape } from "./valueJoints.ts";

/** The value of a name. */
export interface Value extends ValueAt {
  /** Whether only white space or a word such as `is` links it to its name, as in notes: `password x`. */
  readonly loose: boolean;
}

/** A name and the value assigned to it, in any syntax: `.env`, YAML, JSON, XML, flags, code, table columns, notes. */
export interface Assignment extends Value {
  /** The name in lower-case words joined by dots: `ANYPOINT_CLIENT_SECRET`, `anypointClientSecret` and `Anypoint Client Secret` are all `anypoint.client.secret`. */
  readonly key: string;
  /** Names of the enclosing blocks in the same form, outermost first: `provider.anypoint`; empty at top level. */
  readonly parents: string;
}

/** The next assignment, after an empty value. */
const OTHER_NAME = /^[\w.-]{1,80}(?::|=(?!=?$))/;

/** The start of an AWS resource name with a word like a name in it: `arn:aws:secretsmanager:…:secret:x`. */
const IN_ARN = /\barn:aws[\w-]{0,12}:[^\s"'`,;&|}]{0,200}$/;

/** `${x:?not set}`, `${x:+y}`: an error message of the shell, or an alternative. */
const INSTEAD = /:?[?+]/y;

/** The value assigned to the name at `name`, or `null`. @param isShort cuts a bare value short */
export function assignedValue(text: string, name: Span, isShort: boolean): Value | null {
  INSTEAD.lastIndex = name.end;
  if (text.startsWith("${", name.start - 2) && INSTEAD.test(text)) return null;
  if (text[name.end] === ":" && IN_ARN.test(text.slice(Math.max(0, name.start - 220), name.start)))
    return null;
  for (const { pattern, shape } of jointsAt(text, name.end)) {
    pattern.lastIndex = name.end;
    const joint = pattern.exec(text);
    if (joint === null || (shape === "element" && !isInTag(text, name))) continue;
    const at = name.end + joint[0].length;
    const value =
      shape === "before"
        ? valueBefore(text, name)
        : shape === "element" || shape === "cell"
          ? elementAt(text, at)
          : withoutDefault(valueAt(text, at, isShort));
    if (value === null || isBehindString(text, name, value) || !isMeant(shape, text, name, joint[0], value))
      continue;
    const isJoined =
      shape !== "loose" || (value.quoted && /^[ \t]+$/.test(joint[0])) || takesBlank(text, name);
    return { ...value, loose: !isJoined };
  }
  return null;
}

/** How code goes on behind a string: `);g(`, `,t(`, `}else{`, `in x?` */
const CODE_BEHIND = /^\s*(?:[)\]}>,;:?+.&|=<]|in\b)/;

/** Whether a value is code behind the string in which its name stands, `f("MULE_KEY:");g("`; in `set "X="value""` it is not. */
function isBehindString(text: string, name: Span, { value, span, quoted }: ValueAt): boolean {
  const [, quote = ""] = /^[^"'`\\]*(["'`])$/.exec(text.slice(name.end, span.start)) ?? [];
  return quoted && quote !== "" && text[name.start - 1] === quote && CODE_BEHIND.test(value);
}

/** Whether what follows a joint really is the value of the name. */
function isMeant(shape: Shape, text: string, name: Span, joint: string, value: ValueAt): boolean {
  switch (shape) {
    case "quoted":
      return value.quoted;
    case "pair":
      return value.quoted && isPair(text, name, value.span);
    case "element":
      return ENDS_ELEMENT.test(text.slice(value.span.end, value.span.end + 4096));
    case "row":
      return isInTable(text, name) && isCell(text, value);
    case "handed":
      return isStored(text, name.start);
    case "loose":
      return isNote(text, name, joint, value);
    default:
      return true;
  }
}

/** The end tag of an element; `<password>` in a text about commands has none. */
const ENDS_ELEMENT = /^\s*(?:<[/!]|\]\]>)/;

/** The default value `y` in a placeholder for another name, `${X:y}` or `${X:-y}`. In `${service:y}`, `y` is a name instead. */
const DEFAULT = /^\$\{(?![a-z]+(?:[A-Z][a-z]+)?:)[\w.-]{1,80}:-?([^?+:${}\s][^${}\s]*)\}$/;

function withoutDefault(value: ValueAt | null): ValueAt | null {
  const inner = DEFAULT.exec(value?.value ?? "")?.[1];
  if (value === null || inner === undefined) return value;
  const end = value.span.end - 1;
  return { ...value, value: inner, span: { start: end - inner.length, end } };
}

/** What may precede a name in a row of a table: other cells and words, but no syntax of a shell, a template or a program. */
const ROW = /^[\s>#/*;-]*(?:\|.*|[^$"'(){}=%\\]*)$/;

/** Whether a name is in a table cell, rather than before the pipe of a shell or a template filter. */
function isInTable(text: string, name: Span): boolean {
  return text[name.start] !== "$" && ROW.test(lineBefore(text, name.start, 1000));
}

/** Whether a value fills its table cell and is not the name of another variable. */
function isCell(text: string, { value, span, quoted }: ValueAt): boolean {
  if (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(value)) return false;
  return quoted || /^[*_`]{0,3}[ \t]{0,80}(?:\||\r?\n|$)/.test(text.slice(span.end, span.end + 90));
}

/** Whether a name has a value in a note, and is neither the use of a variable nor followed by another item of a list of names. */
function isNote(text: string, name: Span, joint: string, { value, quoted }: ValueAt): boolean {
  if (text[name.start] === "$" || text.startsWith("${", name.start - 2)) return false;
  if (OTHER_NAME.test(value) && (joint.includes("\n") || !(quoted || takesBlank(text, name)))) return false;
  const before = text.slice(Math.max(0, name.start - 40), name.start);
  const item = /(?:^|\n)[ \t]*-[ \t]+$/.exec(before)?.[0].replace("\n", "");
  return item === undefined || text[name.start] === "-" || !joint.endsWith(`\n${item}`);
}

/** Whether a name is that of an element, `<x` or `<ns:x`, or the value of an attribute, `<entry key="x`. */
function isInTag(text: string, name: Span): boolean {
  const before = text.slice(Math.max(0, name.start - 100), name.start);
  return /<(?:[\w.-]{1,40}:|[\w.:-]{1,40}\s[^<>]{0,90}["'])?$/.test(before);
}

/** Whether name and value are the first two arguments of a call or a list of two, rather than neighbours in a longer list. */
function isPair(text: string, name: Span, value: Span): boolean {
  const before = text.slice(Math.max(0, name.start - 80), name.start);
  if (SAYING.test(before)) return false;
  if (text[name.start] === "-" && !isProperty(text, name)) return true;
  const isList = LIST.test(before) && LIST_END.test(text.slice(value.end, value.end + 40));
  if (!isList && !CALL.test(before)) return false;
  return !(isList || TUPLE.test(before)) || !NAME.test(text.slice(value.start, value.end));
}

/** A call whose second argument is a message about a name. */
const SAYING = new RegExp(
  `\\b(?:log(?:ger|ging)?|info|warn|error|debug|trace|print\\w*|assert\\w*|require\\w*|check\\w*|\\w*(?:[Ee]rror|[Ee]xception)s?)(?:\\.\\w{1,20})?\\(\\s{0,20}(?:[\\w.]{1,40}\\(\\s{0,4})?[\\w@$]?${Q}[^"'\`\\s]{0,20}$`,
);

/** A value in the form of a name, `S3_BUCKET`, `db1.user`: the next one in a list of names. */
const NAME = /^(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[a-z][a-z0-9]*(?:[._][a-z0-9]+)+)$/;

/** `(`, with the number after it that an SQL row may begin with */
const OPENED = "(?:(?<=(?:VALUES|values|\\),)\\s{0,8})\\(\\s{0,4}\\d{1,19}\\s{0,4},|\\()\\s{0,40}";
const CALL = new RegExp(`${OPENED}[\\w@$]?${Q}[^"'\`\\s]{0,20}$`);
/** A bracket without the name of a function before it. */
const TUPLE = new RegExp(`(?:^|[^\\w)\\]])${OPENED}[\\w@$]?${Q}[^"'\`\\s]{0,20}$`);
const LIST = new RegExp(`[[{]\\s{0,40}[\\w@$]?${Q}[^"'\`\\s]{0,20}$`);
const LIST_END = new RegExp(`^${Q}\\s{0,30},?\\s{0,30}[\\]}]`);

/** Whether a name is a property, `-Dname`, which takes its value after an equals sign only. Other flags also take it after a blank or as the next argument. */
function isProperty(text: string, { start, end }: Span): boolean {
  return /^-(?:M-)?D/.test(text.slice(start, end));
}

/** Whether the value may follow after a blank: for flags, and in `ENV X y`, `setx X y`, or `login X password y` in a .netrc. */
function takesBlank(text: string, name: Span): boolean {
  if (text[name.start] === "-") return !isProperty(text, name);
  return /(?:\b(?:ENV|setx|setenv|conf|(?:secret|variable|config) set)|\bset -\w{1,3}|#define|\blogin[ \t]{1,8}\S{1,80})\s{1,8}$/.test(
    text.slice(Math.max(0, name.start - 100), name.start),
  );
}
