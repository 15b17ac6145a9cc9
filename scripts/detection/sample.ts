import type { Family, Span } from "../../detectors/detector.ts";
import type { Fake } from "../../detectors/fake.ts";

/** A place that a scanner should or may report. */
export interface Label extends Span {
  /** Whether it is an identifier beside a secret: right to report, but not missed otherwise. */
  readonly isOptional: boolean;
}

/** A file of the corpus. */
export interface Sample {
  readonly family: Family;
  /** What it is a sample of, for the list of misses. */
  readonly about: string;
  readonly path: string;
  readonly text: string;
  /** Empty in a negative sample. */
  readonly labels: readonly Label[];
  /** Encoding of the file; UTF-8 when left out. */
  readonly encoding?: BufferEncoding;
}

/** A kind of file: its name, and its text with the secrets marked. */
export type Context = readonly [path: string, write: (fake: Fake) => string];

const [SECRET, IDENTIFIER, CLOSE] = ["\u0001", "\u0002", "\u0003"];

/** Marks a secret in a text for `sample`. */
export function mark(secret: string): string {
  return SECRET + secret + CLOSE;
}

/** Marks an identifier in a text for `sample`. */
export function markIdentifier(identifier: string): string {
  return IDENTIFIER + identifier + CLOSE;
}

/** Makes a sample from a text with marks. */
export function sample(family: Family, about: string, path: string, marked: string): Sample {
  let text = "";
  const labels: Label[] = [];
  for (const [, kind, marks, plain] of marked.matchAll(
    /([\u0001\u0002])([^\u0003]*)\u0003|([^\u0001\u0002]+)/g,
  )) {
    if (kind !== undefined)
      labels.push({
        start: text.length,
        end: text.length + (marks as string).length,
        isOptional: kind === IDENTIFIER,
      });
    text += marks ?? plain;
  }
  return { family, about, path, text, labels };
}
