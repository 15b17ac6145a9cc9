import type { Span } from "./detector.ts";
import { elementAt, type ValueAt, valueAt } from "./valueAt.ts";
import { valueBefore } from "./valueBefore.ts";

/** A value and how it is joined to its name. */
export interface Value extends ValueAt {
  /** Whether nothing but a blank or a line break joins it to its name, as in notes. */
  readonly loose: boolean;
}

/** What a value looks like after what joins it to its name. */
type Shape = "any" | "quoted" | "pair" | "element" | "cell" | "row" | "loose" | "before";

/** `"` or `\"` (JSON in a string), `'`, or a backtick. */
const Q = "\\\\{0,3}[\"'`]";

/** Members that stand between a name and its value: Postman's and GitLab's `type`, `enabled`, `description` … */
const MEMBERS = `(?:${Q})?(?:(?:type|enabled|disabled|secret|masked|protected|sensitive|noecho|required|variable_type|environment_scope|id|scope)(?:${Q})?\\s{0,8}[:=]\\s{0,8}(?:${Q})?[\\w./*-]{0,80}(?:${Q})?|(?:description|help)(?:${Q})?\\s{0,8}[:=]\\s{0,8}(?:"[^"\\n]{0,200}"|'[^'\\n]{0,200}'|[^\\n"'{}]{0,200}))[\\s,;]{1,80}`;

const QUOTES = "\\\"'`";
const BLANKS = " \t\r\n\f\v";

interface Joint {
  readonly pattern: RegExp;
  readonly shape: Shape;
  /** Characters of ASCII with which it can begin; `null` for any. */
  readonly first: string | null;
}

/** Everything that can join a name to its value. The order matters: the more specific syntax first. */
const JOINTS: readonly Joint[] = [
  // <property name="x" value="…"/>, {"key":"x","type":"secret","value":"…"}, - name: X⏎  value: …, ParameterKey=X,ParameterValue=…
  {
    pattern: new RegExp(
      `(?:${Q})?[\\s,;]{1,80}(?:${MEMBERS}){0,3}(?:- )?(?:${Q})?(?:(?:default_?|parameter_?)?value|default)(?:${Q})?\\s{0,8}(?:=>|[:=])\\s{0,8}`,
      "iy",
    ),
    shape: "any",
    first: `${QUOTES + BLANKS},;`,
  },
  // x:⏎  Type: String⏎  Default: …
  {
    pattern: new RegExp(
      `(?:${Q})?:[ \\t]{0,8}\\r?\\n[ \\t]{1,40}(?:${MEMBERS}){0,4}(?:default|(?:default)?value):[ \\t]{1,8}`,
      "iy",
    ),
    shape: "any",
    first: `${QUOTES}:`,
  },
  // "x": {"value": "…"}, "x": {"sensitive": true, "value": "…"}
  {
    pattern: new RegExp(
      `${Q}\\s{0,8}:\\s{0,8}\\{\\s{0,80}(?:${MEMBERS}){0,3}${Q}(?:default_?value|value|default)${Q}\\s{0,8}:\\s{0,8}`,
      "iy",
    ),
    shape: "quoted",
    first: QUOTES,
  },
  // gh secret set x --body "…", put-parameter --name x --type SecureString --value …
  {
    pattern: new RegExp(
      `(?:${Q})?[ \\t]{1,8}(?:\\\\\\r?\\n[ \\t]{1,20})?(?:--[\\w-]{1,30}[ =][\\w./:-]{1,60}[ \\t]{1,8}){0,3}(?:--(?:value|body|secret-string)|-b)[ =]{1,4}`,
      "y",
    ),
    shape: "any",
    first: `${QUOTES} \t`,
  },
  // <property value="…" name="x"/>, {"value":"…","key":"x"}
  { pattern: /(?:)/y, shape: "before", first: null },
  // <property name="x"><value>…
  {
    pattern: /["']\s{0,8}>\s{0,80}<(?:\w{1,20}:)?value>\s{0,80}(?:<!\[CDATA\[)?/iy,
    shape: "cell",
    first: "\"'",
  },
  // <key>x</key><string>…   <name>x</name><value>…   <td>x</td><td>…
  {
    pattern:
      /<\/(?:\w{1,20}:)?(?:key|name|string|td|th|dt|strong|b)>:?\s{0,80}<(?:\w{1,20}:)?(?:value|string|defaultValue|td|dd|code)>\s{0,80}(?:<!\[CDATA\[|<code>)?/iy,
    shape: "cell",
    first: "<",
  },
  // variable "x" { default = "…" }
  { pattern: /"\s{0,8}\{[^{}]{0,300}?\bdefault\s{0,8}=\s{0,8}/y, shape: "quoted", first: '"' },
  // s:13:"smtp_password";s:44:"…"
  { pattern: /\\?";s:\d{1,4}:/y, shape: "quoted", first: '\\"' },
  // x: >-⏎  …   x: |⏎  …
  {
    pattern: /["']?[ \t]{0,8}:[ \t]{0,8}[|>][+-]?\d?[ \t]{0,8}\r?\n[ \t]{1,80}/y,
    shape: "any",
    first: `"' \t:`,
  },
  // <x>…   <x attr="y">…   <entry key="x">…
  {
    pattern: /(?:["']?\s[^<>\n]{0,80}|["'])?>\s{0,80}(?:<!\[CDATA\[\s{0,80})?/y,
    shape: "element",
    first: `"'>${BLANKS}`,
  },
  // x=  x: y  "x" => 'y'  x := y  x ||= y  x: string = y  ${x:-y}  **x:** y
  {
    pattern: new RegExp(
      "(?:\\\\{0,3}[\"'`]|[*_]{1,2})?(?:[*_]{1,2}|[\\])}]{1,2})?[ \\t]{0,80}" +
        "(?:\\??:[ \\t]{0,4}(?:&(?:'static )?)?[A-Za-z_][\\w<>[\\]. |?]{0,30}[ \\t]{0,4}=|As[ \\t]{1,4}[A-Z][\\w.]{0,30}[ \\t]{0,4}=|\\*?[sS]tr(?:ing)?[ \\t]{0,4}=|\\?\\?=?|\\|\\|=?|\\?=|\\?:|=>|->|:=|:-|==?|:)" +
        '(?:[*_]{1,2}(?=\\s))?[ \\t]{0,40}(?:&\\w{1,30}[ \\t]|!!\\w{1,10}[ \\t])?(?:\\(?\\s{0,80}(?=["\'`])|[[{]\\s{0,40}(?="[^"\\n]{1,256}"\\s{0,40}[\\]}]))?',
      "y",
    ),
    shape: "any",
    first: `${QUOTES}*_])} \t?:AsS|=-`,
  },
  // "x" to "y"   os.getenv("x") or "y"
  {
    pattern: new RegExp(`${Q}\\)?\\]?[ \\t]{1,4}(?:to|or)\\s{0,80}(?=[\\w@$]?${Q})`, "y"),
    shape: "quoted",
    first: QUOTES,
  },
  // env::var("x").unwrap_or("y")   env("x").orElse("y")
  {
    pattern: new RegExp(
      `${Q}\\)\\s{0,40}\\.(?:unwrap_or(?:_else)?|unwrapOr|orElse|getOrElse)\\((?:\\|\\w?\\|)?\\s{0,40}(?=${Q})`,
      "y",
    ),
    shape: "quoted",
    first: QUOTES,
  },
  // f("x", "y")   ["x", "y"]
  {
    pattern: new RegExp(`${Q}\\)?\\]?\\s{0,40},\\s{0,80}(?=[\\w@$]?${Q})`, "y"),
    shape: "pair",
    first: QUOTES,
  },
  // x("y")
  { pattern: new RegExp(`\\(\\s{0,80}(?=[\\w@$]?${Q})`, "y"), shape: "quoted", first: "(" },
  // | x | y |
  { pattern: /[*_`]{0,3}(?:[ \t]{1,80}\|[ \t]{0,40}|\|[ \t]{1,40})/y, shape: "row", first: "*_` \t|" },
  // x⏎y, the value alone on a later line
  {
    pattern:
      /["'`*_\])}]{0,4}(?:[ \t]\([^()\n]{1,40}\))?[ \t]{0,8}[:=]?[*_]{0,2}[ \t]{0,8}\r?\n(?:[ \t]{0,8}\r?\n)?[ \t>*`-]{0,20}/y,
    shape: "loose",
    first: `${QUOTES}*_])}:= \t\r\n`,
  },
  // x y   x is y   x (prod): y
  {
    pattern: /["'`*_]{0,3}(?:[ \t]\([^()\n]{1,40}\))?:?[ \t]{1,20}(?:(?:is|was|to)[ \t]{1,4})?/y,
    shape: "loose",
    first: `${QUOTES}*_: \t`,
  },
];

/** The joints that can begin with each character of ASCII. */
const BY_FIRST: readonly (readonly Joint[])[] = Array.from({ length: 128 }, (_, code) =>
  JOINTS.filter(({ first }) => first?.includes(String.fromCharCode(code)) ?? true),
);

/** The next assignment, where the value is empty. */
const OTHER_NAME = /^[\w.-]{1,80}(?::|=(?!=?$))/;

/** `${x:?not set}`, `${x:+y}`: what a shell says, or puts there instead. */
const INSTEAD = /:?[?+]/y;

/** The value that the name at `name` is given, if any; `isShort` cuts a bare one. */
export function assignedValue(text: string, name: Span, isShort: boolean): Value | null {
  INSTEAD.lastIndex = name.end;
  if (text.startsWith("${", name.start - 2) && INSTEAD.test(text)) return null;
  for (const { pattern, shape } of BY_FIRST[text.charCodeAt(name.end)] ?? JOINTS) {
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
    if (value === null || ((shape === "quoted" || shape === "pair") && !value.quoted)) continue;
    if (shape === "pair" && !isPair(text, name, value.span)) continue;
    if (
      shape === "element" &&
      !/^(?:<[/!]|\]\]>)/.test(text.slice(value.span.end, value.span.end + 4096).trimStart())
    )
      continue;
    if (shape === "row" && !isCell(text, value)) continue;
    if (shape === "loose" && !isNote(text, name, joint[0], value)) continue;
    const isJoined =
      shape !== "loose" || (value.quoted && /^[ \t]+$/.test(joint[0])) || takesBlank(text, name);
    return { ...value, loose: !isJoined };
  }
  return null;
}

/** `${X:y}` and `${X:-y}` where another name is asked first: `y` is what is there without it. Names of services ask those. */
const DEFAULT = /^\$\{(?![a-z]+(?:[A-Z][a-z]+)?:)[\w.-]{1,80}:-?([^?+:${}\s][^${}\s]*)\}$/;

function withoutDefault(value: ValueAt | null): ValueAt | null {
  const inner = DEFAULT.exec(value?.value ?? "")?.[1];
  if (value === null || inner === undefined) return value;
  const end = value.span.end - 1;
  return { ...value, value: inner, span: { start: end - inner.length, end } };
}

/** Whether a value is all of a table's cell, and no other variable's name. */
function isCell(text: string, { value, span, quoted }: ValueAt): boolean {
  if (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(value)) return false;
  return quoted || /^[*_`]{0,3}[ \t]{0,80}(?:\||\r?\n|$)/.test(text.slice(span.end, span.end + 90));
}

/** Whether a name is given a value in a note: it is no variable that is used, nor the one before in a list of names. */
function isNote(text: string, name: Span, joint: string, { value }: ValueAt): boolean {
  if (text[name.start] === "$" || text.startsWith("${", name.start - 2) || OTHER_NAME.test(value))
    return false;
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
  if (text[name.start] === "-") return true;
  const isList = LIST.test(before) && LIST_END.test(text.slice(value.end, value.end + 40));
  if (!isList && !CALL.test(before)) return false;
  return !(isList || TUPLE.test(before)) || !NAME.test(text.slice(value.start, value.end));
}

/** A function that is told what to say of a name. */
const SAYING = new RegExp(
  `\\b(?:log(?:ger|ging)?|info|warn|error|debug|trace|print\\w*|assert\\w*|require\\w*|check\\w*)(?:\\.\\w{1,20})?\\(\\s{0,20}(?:[\\w.]{1,40}\\(\\s{0,4})?[\\w@$]?${Q}[^"'\`\\s]{0,20}$`,
);

/** What is written like a name, `S3_BUCKET`, `db1.user`, is the next name in a list of names. */
const NAME = /^(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[a-z][a-z0-9]*(?:[._][a-z0-9]+)+)$/;

const CALL = new RegExp(`\\(\\s{0,40}[\\w@$]?${Q}[^"'\`\\s]{0,20}$`);
/** Brackets that no name stands before. */
const TUPLE = new RegExp(`(?:^|[^\\w)\\]])\\(\\s{0,40}[\\w@$]?${Q}[^"'\`\\s]{0,20}$`);
const LIST = new RegExp(`[[{]\\s{0,40}[\\w@$]?${Q}[^"'\`\\s]{0,20}$`);
const LIST_END = new RegExp(`^${Q}\\s{0,30},?\\s{0,30}[\\]}]`);

/** Flags, and what takes a name and a value apart by a blank: `ENV X y`, `setx X y`, `login X password y` in a .netrc. */
function takesBlank(text: string, name: Span): boolean {
  if (text[name.start] === "-") return true;
  return /(?:\b(?:ENV|setx|setenv|conf|(?:secret|variable|config) set)|\bset -\w{1,3}|#define|\blogin[ \t]{1,8}\S{1,80})\s{1,8}$/.test(
    text.slice(Math.max(0, name.start - 100), name.start),
  );
}
