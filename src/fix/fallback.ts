import type { Span } from "../../detectors/detector.ts";

/** What a secret is when it stands in for a variable that is not set: `process.env.X ?? "…"`, `${X:-…}`. */
export interface Fallback {
  /** The variable that is read first. */
  readonly variable: string;
  /** The operator and the literal: without them the lookup of the variable is left. */
  readonly span: Span;
}

/** How far back a lookup is searched for. */
const REACH = 200;
const SHELL = /\$\{(?<variable>[A-Za-z_]\w{0,63})(?<joint>:?[-=])$/;
const PLACEHOLDER = /\$\{(?:env:)?(?<variable>[A-Za-z_]\w{0,63})(?<joint>:-?|-|,[ \t]{0,9}["']?)$/;

/** A literal of a program. @param lookup what is in front of it, as groups `variable` and `joint` */
export function fallbackInCode(text: string, literal: Span, lookup: RegExp | undefined): Fallback | null {
  return lookup === undefined ? null : fallback(text, literal, lookup, /^\s{0,9}(?:[;,)\]}]|\r?\n|$)/, 0);
}

/** The bare word in `${X:-word}` of a shell. */
export function fallbackInShell(text: string, secret: Span): Fallback | null {
  return fallback(text, secret, SHELL, /^\}/, 0);
}

/** The value in `${X:value}` and `${env:X, 'value'}`. @param reference how the file's reader writes the variable */
export function fallbackInTemplate(
  text: string,
  secret: Span,
  reference: (variable: string) => string,
): Fallback | null {
  const found = fallback(text, secret, PLACEHOLDER, /^["']?[ \t]{0,9}\}/, 1);
  if (found === null) return null;
  const start = text.lastIndexOf("${", found.span.start);
  const left = text.slice(start, found.span.start) + text.slice(found.span.end, found.span.end + 1);
  return left === reference(found.variable) ? found : null;
}

/** @param kept how many of the characters that `behind` matches stay */
function fallback(
  text: string,
  { start, end }: Span,
  lookup: RegExp,
  behind: RegExp,
  kept: number,
): Fallback | null {
  const { variable, joint } = lookup.exec(text.slice(Math.max(0, start - REACH), start))?.groups ?? {};
  const rest = behind.exec(text.slice(end, end + REACH))?.[0];
  if (variable === undefined || joint === undefined || rest === undefined) return null;
  return { variable, span: { start: start - joint.length, end: end + (kept ? rest.length - kept : 0) } };
}
