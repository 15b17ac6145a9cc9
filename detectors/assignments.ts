import { assignedValue, type Value } from "./assignedValue.ts";
import { csvColumns } from "./csvColumns.ts";
import type { Span, View } from "./detector.ts";
import { enclosingBlocks } from "./enclosingBlocks.ts";
import { lineValue } from "./lineValue.ts";
import { words } from "./words.ts";

/** A name and the value it is given, in whatever syntax: `.env`, YAML, JSON, XML, flags, code, CSV columns, notes. */
export interface Assignment extends Value {
  /** The name in lower-case words joined by dots: `ANYPOINT_CLIENT_SECRET`, `anypointClientSecret` and `Anypoint Client Secret` are all `anypoint.client.secret`. */
  readonly key: string;
  /** Names of the blocks around it, outermost first, same form, joined by dots: `provider.anypoint`; empty at top level. */
  readonly parents: string;
}

/** Words one of which is part of every name a detector asks for. */
const TRIGGER = /secret|pass|pwd|token|bearer|psk|key|activation|authinfo|unlock|licen[cs]e/gi;

const LONGEST_NAME = 100;
const MOST_NESTED = 8;

const cache = new WeakMap<View, readonly Assignment[]>();

/** All assignments of a view whose name has one of the trigger words, those of CSV columns first; computed once per view. */
export function assignments(view: View): readonly Assignment[] {
  const known = cache.get(view);
  if (known !== undefined) return known;
  const found = [...csvColumns(view.text), ...assignmentsBy(view, TRIGGER)];
  cache.set(view, found);
  return found;
}

/** Assignments to exactly this name, which need not have a trigger word. */
export function assignmentsTo(view: View, name: string): Assignment[] {
  const literal = new RegExp(name.replace(/[^\w]/g, "\\$&"), "g");
  const key = words(name);
  return Array.from(assignmentsBy(view, literal)).filter((assignment) => assignment.key === key);
}

function* assignmentsBy(view: View, trigger: RegExp): Generator<Assignment> {
  const { text } = view;
  let [searched, valueEnd, nested] = [0, 0, 0];
  for (const match of text.matchAll(trigger)) {
    if (match.index < searched) continue;
    const name = nameAround(text, match.index, match.index + match[0].length);
    searched = name.end;
    // A name may stand in another's value: a form body, a flag in quotes. Many of them are no values but junk.
    nested = name.start < valueEnd ? nested + 1 : 0;
    const found = assignedValue(text, name, nested > MOST_NESTED);
    if (found === null) continue;
    const value = lineValue(view, name, found);
    valueEnd = Math.max(valueEnd, value.span.end);
    yield assignment(text, name, value);
  }
}

/** The key and the parents are worked out when asked for: most values are dismissed by less. */
function assignment(text: string, name: Span, value: Value): Assignment {
  let [key, parents] = [undefined as string | undefined, undefined as string | undefined];
  return {
    ...value,
    get key() {
      key ??= keyOf(text, name);
      return key;
    },
    get parents() {
      parents ??= enclosingBlocks(text, name.start);
      return parents;
    },
  };
}

/** The name with up to three words before it, one blank apart: `Client Secret`, `SES SMTP Password`. */
function keyOf(text: string, name: Span): string {
  const own = words(text.slice(name.start, name.end));
  if (text[name.start] === "-") return own;
  const before = /(?:[A-Za-z][\w-]{0,20} ){1,3}$/.exec(text.slice(Math.max(0, name.start - 66), name.start));
  return before === null ? own : `${words(before[0])}.${own}`;
}

/** The whole name that a trigger word stands in. */
function nameAround(text: string, from: number, to: number): Span {
  let start = from;
  while (start > 0 && from - start < LONGEST_NAME && isNameCharacter(text.charCodeAt(start - 1))) start--;
  let end = to;
  while (end < text.length && end - to < LONGEST_NAME && isNameCharacter(text.charCodeAt(end))) end++;
  // `password.` at the end of a sentence, `--key--`, `token->`
  while (end > to && isMark(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

function isNameCharacter(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) || // a-z
    (code >= 0x41 && code <= 0x5a) || // A-Z
    (code >= 0x30 && code <= 0x39) || // 0-9
    code === 0x5f || // _
    isMark(code)
  );
}

function isMark(code: number): boolean {
  return code === 0x2e || code === 0x24 || code === 0x2d; // . $ -
}
