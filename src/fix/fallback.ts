import type { Span } from "../../detectors/detector.ts";

/** A secret that is used if a variable is not set: `process.env.X ?? "…"`, `${X:-…}`. */
export interface Fallback {
  /** The variable that is read first. */
  readonly variable: string;
  /** The operator and the literal; without them, only the lookup of the variable is left. */
  readonly span: Span;
}

/** How far before the literal a lookup is searched for, in UTF-16 units. */
const REACH = 200;
/** `process.env.X ?? `, `ENV["X"] || `, `os.getenv("X") or `, `getenv('X') ?: `; not `isOn && process.env.X || ` */
const BESIDE =
  /(?<!(?:&&|\b(?:and|not)\b|!)\s{0,9}[\w.$]{0,30})(?:process\.env\.|(?:process\.env|ENV|\$_ENV)\[["']|(?:getenv|environ\.get|\benv|GetEnvironmentVariable)\(["'])(\w{1,64})["')\]]{0,2}(\s{0,9}(?:\?\?|\|\||\?:|\bor\b)\s{0,9})$/;
/** `os.getenv("X", `, Laravel's `=> env('X', `, `env("X", default=` of Django. Other functions may require both arguments. */
const INSIDE =
  /(?:\bos\.getenv|environ\.get|ENV\.fetch|["']\s{0,40}=> env|\b(?:env|config)(?=\([^()]{1,80}default=))\(["'](\w{1,64})["'](,\s{0,9}(?:default=)?)$/;
/** `${X:-`, `${X:`, `${env:X, '`; `\${` and `$${` are for another program, which may not have the variable */
const PLACEHOLDER = /(?<![\\$])\$\{(?:env:)?([A-Za-z_]\w{0,63})(:[-=]?|[-=]|, ?["']?)$/;

/** After the literal: the end of the expression. An operator may begin the next line. */
const END = /^\s{0,9}(?:[;,)\]}]|\r?\n(?!\s*(?:[-+*%&|^?.<>=([]|\/(?![/*])|(?:and|or)\b))|$)/;

/** `decode(process.env.X) || `, `Buffer.from(os.getenv("X"), "…").text() or `: the call would change the value as well */
const AFTER_CALL =
  /[\w$]\(\s{0,9}[\w$.:]{0,40}env[\w$.:]{0,64}(?:[[(]["']\w{1,64}["'][)\]])?!?\s{0,9}(?:,[^()]{0,80})?\)(?:\.\w{1,40}\([^()]{0,40}\)){0,2}\s{0,9}(?:\?\?|\|\||\?:|\bor\b)\s{0,9}$/i;

/** Whether a literal stands in for what a call makes of a variable, which the value must not be moved into. */
export function replacesCall(text: string, start: number): boolean {
  return AFTER_CALL.test(text.slice(Math.max(0, start - REACH), start));
}

/** The fallback that a literal in a program is; `null` if it is none. */
export function fallbackInCode(text: string, { start, end }: Span): Fallback | null {
  if (!END.test(text.slice(end, end + REACH))) return null;
  const before = text.slice(Math.max(0, start - REACH), start);
  const [, variable, joint = ""] = BESIDE.exec(before) ?? INSIDE.exec(before) ?? [];
  return variable === undefined ? null : { variable, span: { start: start - joint.length, end } };
}

/** The same for a value in a placeholder. @param reference how the reader of the file writes the variable alone */
export function fallbackInTemplate(
  text: string,
  { start, end }: Span,
  reference: (variable: string) => string,
): Fallback | null {
  const match = PLACEHOLDER.exec(text.slice(Math.max(0, start - REACH), start));
  const rest = /^["']? ?(?=\})/.exec(text.slice(end, end + 3))?.[0];
  if (match === null || rest === undefined) return null;
  const [whole, variable, joint] = match as unknown as [string, string, string];
  if (`${whole.slice(0, -joint.length)}}` !== reference(variable)) return null;
  return { variable, span: { start: start - joint.length, end: end + rest.length } };
}
