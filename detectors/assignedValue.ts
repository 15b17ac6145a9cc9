import type { Span } from "./detector.ts";
import { lineBefore } from "./pattern.ts";
import { elementAt, type ValueAt, valueAt } from "./valueAt.ts";
import { isStored, valueBefore } from "./valueBefore.ts";
import { jointsAt, Q, type Shape } from "./valueJoints.ts";

/** A value and how it is joined to its name. */
export interface Value extends ValueAt {
  /** Whether nothing but a blank or a line break joins it to its name, as in notes. */
  readonly loose: boolean;
}

/** The next assignment, where the value is empty. */
const OTHER_NAME = /^[\w.-]{1,80}(?::|=(?!=?$))/;

/** A name inside of the name of something at AWS, `arn:aws:secretsmanager:…:secret:x`. */
const IN_ARN = /\barn:aws[\w-]{0,12}:[^\s"'`,;&|}]{0,200}$/;

/** `${x:?not set}`, `${x:+y}`: what a shell says, or puts there instead. */
const INSTEAD = /:?[?+]/y;

/** The value that the name at `name` is given, if any; `isShort` cuts a bare one. */
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
    if (value === null || !isMeant(shape, text, name, joint[0], value)) continue;
    const isJoined =
      shape !== "loose" || (value.quoted && /^[ \t]+$/.test(joint[0])) || takesBlank(text, name);
    return { ...value, loose: !isJoined };
  }
  return null;
}

/** Whether what follows a joint of a shape is the value that it joins. */
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

/** An element that is closed: `<password>` in a text about commands is none. */
const ENDS_ELEMENT = /^\s*(?:<[/!]|\]\]>)/;

/** `${X:y}` and `${X:-y}` where another name is asked first: `y` is what is there without it. Names of services ask those. */
const DEFAULT = /^\$\{(?![a-z]+(?:[A-Z][a-z]+)?:)[\w.-]{1,80}:-?([^?+:${}\s][^${}\s]*)\}$/;

function withoutDefault(value: ValueAt | null): ValueAt | null {
  const inner = DEFAULT.exec(value?.value ?? "")?.[1];
  if (value === null || inner === undefined) return value;
  const end = value.span.end - 1;
  return { ...value, value: inner, span: { start: end - inner.length, end } };
}

/** What stands before a name in a row of a table: other cells, words, and no sign of a shell, a template or a program. */
const ROW = /^[\s>#/*;-]*(?:\|.*|[^$"'(){}=%\\]*)$/;

/** Whether a name is in a cell: not where a shell pipes its value on, or a template filters it. */
function isInTable(text: string, name: Span): boolean {
  return text[name.start] !== "$" && ROW.test(lineBefore(text, name.start, 1000));
}

/** Whether a value is all of a table's cell, and no other variable's name. */
function isCell(text: string, { value, span, quoted }: ValueAt): boolean {
  if (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(value)) return false;
  return quoted || /^[*_`]{0,3}[ \t]{0,80}(?:\||\r?\n|$)/.test(text.slice(span.end, span.end + 90));
}

/** Whether a name is given a value in a note: it is no variable that is used, nor the one before in a list of names. */
function isNote(text: string, name: Span, joint: string, { value, quoted }: ValueAt): boolean {
  if (text[name.start] === "$" || text.startsWith("${", name.start - 2)) return false;
  if (OTHER_NAME.test(value) && (joint.includes("\n") || !(quoted || takesBlank(text, name)))) return false;
  const before = text.slice(Math.max(0, name.start - 40), name.start);
  const item = /(?:^|\n)[ \t]*-[ \t]+$/.exec(before)?.[0].replace("\n", "");
  return item === undefined || text[name.start] === "-" || !joint.endsWith(`\n${item}`);
}

/** `<x`, `<ns:x`, or an attribute's value: `<entry key="x` */
function isInTag(text: string, name: Span): boolean {
  const before = text.slice(Math.max(0, name.start - 100), name.start);
  return /<(?:[\w.-]{1,40}:|[\w.:-]{1,40}\s[^<>]{0,90}["'])?$/.test(before);
}

/** The first two arguments of a call, or a list of two: not two neighbours in a longer list. */
function isPair(text: string, name: Span, value: Span): boolean {
  const before = text.slice(Math.max(0, name.start - 80), name.start);
  if (SAYING.test(before)) return false;
  if (text[name.start] === "-" && !isProperty(text, name)) return true;
  const isList = LIST.test(before) && LIST_END.test(text.slice(value.end, value.end + 40));
  if (!isList && !CALL.test(before)) return false;
  return !(isList || TUPLE.test(before)) || !NAME.test(text.slice(value.start, value.end));
}

/** A function that is told what to say of a name. */
const SAYING = new RegExp(
  `\\b(?:log(?:ger|ging)?|info|warn|error|debug|trace|print\\w*|assert\\w*|require\\w*|check\\w*|\\w*(?:[Ee]rror|[Ee]xception)s?)(?:\\.\\w{1,20})?\\(\\s{0,20}(?:[\\w.]{1,40}\\(\\s{0,4})?[\\w@$]?${Q}[^"'\`\\s]{0,20}$`,
);

/** What is written like a name, `S3_BUCKET`, `db1.user`, is the next name in a list of names. */
const NAME = /^(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[a-z][a-z0-9]*(?:[._][a-z0-9]+)+)$/;

/** `(`, or that and the number with which a row of a table begins */
const OPENED = "(?:(?<=(?:VALUES|values|\\),)\\s{0,8})\\(\\s{0,4}\\d{1,19}\\s{0,4},|\\()\\s{0,40}";
const CALL = new RegExp(`${OPENED}[\\w@$]?${Q}[^"'\`\\s]{0,20}$`);
/** Brackets that no name stands before. */
const TUPLE = new RegExp(`(?:^|[^\\w)\\]])${OPENED}[\\w@$]?${Q}[^"'\`\\s]{0,20}$`);
const LIST = new RegExp(`[[{]\\s{0,40}[\\w@$]?${Q}[^"'\`\\s]{0,20}$`);
const LIST_END = new RegExp(`^${Q}\\s{0,30},?\\s{0,30}[\\]}]`);

/** `-Dname`, which has its value behind an equals sign: other flags have theirs behind a blank, or as the next argument. */
function isProperty(text: string, { start, end }: Span): boolean {
  return /^-(?:M-)?D/.test(text.slice(start, end));
}

/** Flags, and what takes a name and a value apart by a blank: `ENV X y`, `setx X y`, `login X password y` in a .netrc. */
function takesBlank(text: string, name: Span): boolean {
  if (text[name.start] === "-") return !isProperty(text, name);
  return /(?:\b(?:ENV|setx|setenv|conf|(?:secret|variable|config) set)|\bset -\w{1,3}|#define|\blogin[ \t]{1,8}\S{1,80})\s{1,8}$/.test(
    text.slice(Math.max(0, name.start - 100), name.start),
  );
}
