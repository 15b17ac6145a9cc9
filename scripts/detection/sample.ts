import type { Family, Span } from "../../detectors/detector.ts";
import type { Fake } from "../../detectors/fake.ts";

/** A place that a scanner should report, or may. */
export interface Label extends Span {
  /** An identifier beside a secret: right to report, no miss when not. */
  readonly isOptional: boolean;
}

/** A file of the corpus. */
export interface Sample {
  readonly family: Family;
  /** What it is a sample of, as the list of misses prints it. */
  readonly about: string;
  readonly path: string;
  readonly text: string;
  /** None in a negative. */
  readonly labels: readonly Label[];
  /** How the file is written; UTF-8 when left out. */
  readonly encoding?: BufferEncoding;
}

/** A kind of file: its name, and its text with the secrets marked. */
export type Context = readonly [path: string, write: (fake: Fake) => string];

const [SECRET, IDENTIFIER, CLOSE] = ["\u0001", "\u0002", "\u0003"];

/** Marks a secret in a text that `sample` reads. */
export function mark(secret: string): string {
  return SECRET + secret + CLOSE;
}

/** Marks an identifier. */
export function markIdentifier(identifier: string): string {
  return IDENTIFIER + identifier + CLOSE;
}

/** A sample out of a text with marks. */
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
