/** Which form of value a joint leads to, and so how it is read and checked in assignedValue.ts. */
export type Shape = "any" | "quoted" | "pair" | "element" | "cell" | "row" | "loose" | "before" | "handed";

/** Pattern of a quote: `"`, `'` or a backtick, also escaped as in JSON inside a string. */
export const Q = "\\\\{0,3}[\"'`]";

/** Members that may stand between a name and its value: Postman's and GitLab's `type`, `enabled`, `description` … */
const MEMBERS = `(?:${Q})?(?:(?:type|enabled|disabled|secret|masked|protected|sensitive|noecho|required|variable_type|environment_scope|id|scope)(?:${Q})?\\s{0,8}[:=]\\s{0,8}(?:${Q})?[\\w./*-]{0,80}(?:${Q})?|(?:description|help)(?:${Q})?\\s{0,8}[:=]\\s{0,8}(?:"[^"\\n]{0,200}"|'[^'\\n]{0,200}'|[^\\n"'{}]{0,200}))[\\s,;]{1,80}`;

const QUOTES = "\\\"'`";
const BLANKS = " \t\r\n\f\v";

/** A syntax that joins a name to its value. */
export interface Joint {
  readonly pattern: RegExp;
  readonly shape: Shape;
  /** The ASCII characters with which it can begin; `null` for any. */
  readonly first: string | null;
}

/** Every syntax that joins a name to its value. The order matters: more specific ones first. */
const JOINTS: readonly Joint[] = [
  // <property name="x" value="…"/>, {"key":"x","type":"secret","value":"…"}, - name: X⏎  value: …, ParameterKey=X,ParameterValue=…
  {
    pattern: new RegExp(
      `(?:${Q})?[\\s,;]{1,80}(?:${MEMBERS}){0,3}(?:- )?(?:${Q})?(?:(?:default_?|parameter_?|plaintext_)?value|default)(?:${Q})?\\s{0,8}(?:=>|[:=])\\s{0,8}`,
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
      `(?:${Q})?[ \\t]{1,8}(?:\\\\\\r?\\n[ \\t]{1,20})?(?:--[\\w-]{1,30}[ =][\\w./:-]{1,60}[ \\t]{1,8}){0,3}(?:(?:--(?:value|body|secret-string)|-b)[ =]{1,4}|-b(?=["']))`,
      "y",
    ),
    shape: "any",
    first: `${QUOTES} \t`,
  },
  // <property value="…" name="x"/>, {"value":"…","key":"x"}, echo … | gh secret set x
  { pattern: /(?:)/y, shape: "before", first: null },
  // gh secret set x <<< …, vercel env add x production <<<"…"
  {
    pattern: /["']?(?:[ \t]{1,4}[\w./=-]{1,60}){0,4}[ \t]{0,4}<<<[ \t]{0,4}/y,
    shape: "handed",
    first: "\"' \t<",
  },
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
        "(?:\\??:[ \\t]{0,4}(?:&(?:'static )?)?[A-Za-z_][\\w<>[\\]. |?]{0,30}(?:[ \\t]{1,4}=(?=[ \\t])|(?<=:[ \\t]{0,4}(?:[sS]tring|str|any))=|[ \\t]{0,4}=(?=\\s{0,80}[\\w@$]{0,2}\\(?\\s{0,20}[\\\\\"'`]))|As[ \\t]{1,4}[A-Z][\\w.]{0,30}[ \\t]{0,4}=|\\*?[sS]tr(?:ing)?[ \\t]{0,4}=|\\?\\?=?|\\|\\|=?|\\?=|\\?:|=>|->|:=|:-|==?|:|\uff1a)" +
        '(?:[*_]{1,2}(?=\\s))?[ \\t\\u00a0]{0,40}(?:&\\w{1,30}[ \\t]|!!\\w{1,10}[ \\t])?(?:\\(?\\s{0,80}(?=["\'`])|[[{]\\s{0,40}(?="[^"\\n]{1,256}"\\s{0,40}[\\]}]))?',
      "y",
    ),
    shape: "any",
    first: `${QUOTES}*_])} \t?:AsS|=-`,
  },
  // ${x-y}
  { pattern: /(?<=\$\{\w{1,99})-/y, shape: "any", first: "-" },
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

/** For each ASCII character the joints that can begin with it. */
const BY_FIRST: readonly (readonly Joint[])[] = Array.from({ length: 128 }, (_, code) =>
  JOINTS.filter(({ first }) => first?.includes(String.fromCharCode(code)) ?? true),
);

/** The joints that can begin at the end of a name, more specific ones first. */
export function jointsAt(text: string, at: number): readonly Joint[] {
  return BY_FIRST[text.charCodeAt(at)] ?? JOINTS;
}
