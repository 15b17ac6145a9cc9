import type { Span, View } from "./detector.ts";
import { views } from "./views.ts";

/** A place at which a value stands in a text, in the clear or encoded. */
export interface Occurrence {
  readonly value: string;
  /** In the original text; a decoded value has the span of the whole encoded token. */
  readonly span: Span;
  /** The encodings around it, outermost first; empty in the clear. */
  readonly encodings: readonly string[];
  /** The name it is assigned to, as spelled in the text, such as `SES_SMTP_PASSWORD`; `null` if there is none before it. */
  readonly name: string | null;
}

/** Most occurrences of one value in one view. */
const MOST = 200;
/** Characters before a value that are searched for its name. */
const REACH = 160;

/** `NAME=`, `"name": "`, `name: >-\n  `, `-Dname=`, `getenv("NAME", "`, `<name>`, `name="NAME" value="`, `name: NAME\n value: `. */
const NAMES: readonly RegExp[] = [
  /\bname\s{0,4}[:=]\s{0,4}["']?(?<name>[\w.-]{2,100})["']?\s{1,60}(?:value|valor)\s{0,4}[:=]\s{0,4}["']?$/i,
  /<(?<name>[\w.-]{2,100})>\s{0,40}$/,
  /(?<name>[A-Za-z_][\w.-]{1,100})["'`\])}]{0,3}\s{0,8}(?:=>|:=|[:=,])\s{0,8}(?:[>|][+-]?\s{1,40})?["'`]{0,3}$/,
];

/**
 * Finds all occurrences of values in a text, up to three layers of encoding deep, including those that no detector would
 * report.
 * @param values distinct; those shorter than eight characters count only as whole words
 */
export function occurrences(text: string, values: readonly string[], path?: string): Occurrence[] {
  const found = new Map<string, Occurrence>();
  for (const view of views(text, path)) {
    for (const value of values) {
      let count = 0;
      for (
        let at = view.text.indexOf(value);
        at !== -1 && count < MOST;
        at = view.text.indexOf(value, at + 1)
      ) {
        const inView = { start: at, end: at + value.length };
        if (value.length < 8 && !isWord(view.text, inView)) continue;
        count++;
        const span = view.toSource(inView);
        const place = `${span.start} ${value}`;
        if (found.has(place)) continue;
        found.set(place, { value, span, encodings: view.encodings(inView), name: nameBefore(view, at) });
      }
    }
  }
  return [...found.values()].sort((a, b) => a.span.start - b.span.start);
}

function isWord(text: string, { start, end }: Span): boolean {
  return !/[A-Za-z0-9]/.test(text.charAt(start - 1)) && !/[A-Za-z0-9]/.test(text.charAt(end));
}

function nameBefore({ text }: View, at: number): string | null {
  const before = text.slice(Math.max(0, at - REACH), at);
  for (const pattern of NAMES) {
    const name = pattern.exec(before)?.groups?.name;
    if (name !== undefined) return name.replace(/^-[DPX]/, "");
  }
  return null;
}
