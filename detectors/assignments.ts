import type { Assignment } from "./assignedValue.ts";
import { assignedValue, type Value } from "./assignedValue.ts";
import type { Span, View } from "./detector.ts";
import { enclosingBlocks, pathBefore } from "./enclosingBlocks.ts";
import { fileValue } from "./fileValue.ts";
import { lineValue } from "./lineValue.ts";
import { insertedRows, textTables } from "./textTables.ts";
import { perView } from "./view.ts";
import { words } from "./words.ts";

/** Every name that a detector asks for contains one of these words. */
const TRIGGER =
  /secret|pass|pwd|(?<![a-z\d+/])pw(?![a-z\d+/])|token|bearer|psk|key|activation|authinfo|unlock|licen[cs]e/gi;

const LONGEST_NAME = 100;
/** Names inside the value of another name before bare values are cut short. */
const MOST_NESTED = 8;

/** The places of the trigger words, in order; computed once per view. */
export const triggers: (view: View) => readonly Span[] = perView(({ text }) =>
  Array.from(text.matchAll(TRIGGER), ({ 0: word, index }) => ({ start: index, end: index + word.length })),
);

/** All assignments of a view whose name contains a trigger word; that of the whole file and those in tables come first. Computed once per view. */
export const assignments: (view: View) => readonly Assignment[] = perView((view) => {
  const places = triggers(view);
  const whole = fileValue(view);
  const tables = [...textTables(view.text, places)];
  const headers = tables.map(({ header }) => header);
  return [
    ...(whole === null ? [] : [whole]),
    ...tables.flatMap(({ secretCells }) => secretCells),
    ...insertedRows(view.text, places),
    ...assignmentsAt(view, places, headers),
  ];
});

/** The assignments whose key passes a test, in the same order. Keys repeat a lot, so each is tested once. */
export function* assignmentsNamed(view: View, isForm: (key: string) => boolean): Generator<Assignment> {
  const known = new Map<string, boolean>();
  for (const assignment of assignments(view)) {
    const { key } = assignment;
    let is = known.get(key);
    if (is === undefined) {
      is = isForm(key);
      known.set(key, is);
    }
    if (is) yield assignment;
  }
}

/** Assignments to exactly this name, with or without a trigger word in it. */
export function assignmentsTo(view: View, name: string): Assignment[] {
  const key = words(name);
  const places: Span[] = [];
  for (let at = view.text.indexOf(name); at !== -1; at = view.text.indexOf(name, at + name.length))
    places.push({ start: at, end: at + name.length });
  return Array.from(assignmentsAt(view, places)).filter((assignment) => assignment.key === key);
}

/**
 * Assignments to the names around some places.
 * @param headers header lines of tables, in order: the row below is not the value of the last name in one
 */
function* assignmentsAt(
  view: View,
  places: readonly Span[],
  headers: readonly Span[] = [],
): Generator<Assignment> {
  const { text } = view;
  const keys = new Map<string, string>();
  let [searched, valueEnd, nested, table] = [0, 0, 0, 0];
  for (const place of places) {
    if (place.start < searched) continue;
    const name = nameAround(text, place.start, place.end);
    searched = name.end;
    // A name may stand inside the value of another one: in a form body, in a quoted flag. Deep nesting is junk.
    nested = name.start < valueEnd ? nested + 1 : 0;
    const found = assignedValue(text, name, nested > MOST_NESTED);
    if (found === null) continue;
    while (table < headers.length && (headers[table] as Span).end < name.end) table++;
    const header = headers[table];
    if (header !== undefined && name.start >= header.start && found.span.start > header.end) continue;
    const value = lineValue(view, name, found);
    valueEnd = Math.max(valueEnd, value.span.end);
    yield new NamedValue(text, name, value, keys);
  }
}

/** An assignment that computes its key and parents when they are read, as most are dismissed by their value alone. */
class NamedValue implements Assignment {
  readonly value: string;
  readonly span: Span;
  readonly quoted: boolean;
  readonly loose: boolean;
  readonly #text: string;
  readonly #name: Span;
  readonly #keys: Map<string, string>;
  #key: string | undefined;
  #parents: string | undefined;

  /** @param keys cache of the keys of names, by their spelling */
  constructor(text: string, name: Span, { value, span, quoted, loose }: Value, keys: Map<string, string>) {
    this.value = value;
    this.span = span;
    this.quoted = quoted;
    this.loose = loose;
    this.#text = text;
    this.#name = name;
    this.#keys = keys;
  }

  get key(): string {
    this.#key ??= this.#readKey();
    return this.#key;
  }

  get parents(): string {
    this.#parents ??= [
      enclosingBlocks(this.#text, this.#name.start),
      pathBefore(this.#text, this.#name.start),
    ]
      .filter(Boolean)
      .join(".");
    return this.#parents;
  }

  #readKey(): string {
    const written = this.#text.slice(nameStart(this.#text, this.#name), this.#name.end);
    let key = this.#keys.get(written);
    if (key === undefined) {
      key = words(written);
      this.#keys.set(written, key);
    }
    return key;
  }
}

const MOST_WORDS = 3;
const LONGEST_WORD = 21;

/** The start of a name with up to three words before it, separated by single blanks: `Client Secret`, `SES SMTP Password`. */
function nameStart(text: string, name: Span): number {
  let { start } = name;
  if (text[start] === "-") return start;
  for (let count = 0; count < MOST_WORDS && text[start - 1] === " "; count++) {
    const word = wordStart(text, start - 1);
    if (word === null) break;
    start = word;
  }
  return start;
}

/** The start of the word that ends at a place; it begins with a letter. `null` if there is none. */
function wordStart(text: string, end: number): number | null {
  let found: number | null = null;
  for (let at = end - 1; at >= 0 && end - at <= LONGEST_WORD; at--) {
    const code = text.charCodeAt(at);
    if (isLetter(code)) found = at;
    else if (!isDigit(code) && code !== 0x5f && code !== 0x2d) break; // _ -
  }
  return found;
}

/** The whole name that contains a trigger word. */
function nameAround(text: string, from: number, to: number): Span {
  let start = from;
  while (start > 0 && from - start < LONGEST_NAME && isNameCharacter(text.charCodeAt(start - 1))) start--;
  let end = to;
  while (end < text.length && end - to < LONGEST_NAME && isNameCharacter(text.charCodeAt(end))) end++;
  const variable = variableAt(text, start);
  if (variable >= to) return { start, end: variable };
  // Not part of the name: `password.` at the end of a sentence, `--key--`, `token->`
  while (end > to && isMark(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

/** A shell variable with a default, `${NAME-value}`. Without capitals or `_` it is the name of a property, `${client-secret}`. */
const DEFAULTED = /(?<=\$\{)(?:[A-Z][A-Z\d]{0,99}|[A-Za-z\d]{0,50}_\w{0,99})(?=-(?!>))/y;

/** The end of the shell variable with a default that begins at a place; -1 if there is none. */
function variableAt(text: string, start: number): number {
  DEFAULTED.lastIndex = start;
  return DEFAULTED.test(text) ? DEFAULTED.lastIndex : -1;
}

function isNameCharacter(code: number): boolean {
  return (
    isLetter(code) ||
    isDigit(code) ||
    code === 0x5f || // _
    isMark(code)
  );
}

function isMark(code: number): boolean {
  return code === 0x2e || code === 0x24 || code === 0x2d; // . $ -
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a); // a-z A-Z
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
