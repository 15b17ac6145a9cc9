import type { Span } from "../../detectors/detector.ts";
import { MASK, type Redactor } from "../masking/redact.ts";
import type { Edit, Secret } from "./edit.ts";

/** Consecutive lines that change, every secret in them masked. */
export interface Hunk {
  /** 1-based line of the old text. */
  readonly line: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** The lines that edits change. @param secrets what has to be masked in the old text */
export function hunksOf(
  text: string,
  edits: readonly Edit[],
  secrets: readonly Secret[],
  redactor: Redactor,
): Hunk[] {
  const hidden = secrets.map(({ start, end, isIdentifier, encodings }) => {
    // Identifiers are shown: the commands that repair a leak name them.
    const isShown = isIdentifier && encodings.length === 0;
    return { start, end, text: isShown ? text.slice(start, end) : MASK };
  });
  return regions(text, edits).map(({ start, end, edits: own }) => {
    const line = text.slice(0, start).split("\n").length;
    const isInsertion = own.every((edit) => edit.start === edit.end && isLineStart(text, edit));
    if (isInsertion) {
      const added = own.map((edit) => edit.text).join("");
      return { line, removed: [], added: added.replace(/^\n|\n$/g, "").split("\n") };
    }
    const within = hidden.filter((span) => span.start >= start && span.end <= end);
    const removed = written(text, start, end, within, redactor).split("\n");
    const added = written(text, start, end, own, redactor, within);
    return { line, removed: removed.map(trimmed), added: added.split("\n").map(trimmed) };
  });
}

interface Region extends Span {
  readonly edits: Edit[];
}

/** Whole lines around each edit; edits of the same lines share one. */
function regions(text: string, edits: readonly Edit[]): Region[] {
  const found: { start: number; end: number; edits: Edit[] }[] = [];
  for (const edit of edits) {
    const isInsertion = edit.start === edit.end && isLineStart(text, edit);
    const start = text.lastIndexOf("\n", edit.start - 1) + 1;
    const newline = text.indexOf("\n", edit.end);
    const end = isInsertion ? edit.end : newline === -1 ? text.length : newline;
    const last = found.at(-1);
    const isSame = last !== undefined && !isInsertion && last.end >= start && last.end > last.start;
    if (isSame) {
      last.end = Math.max(last.end, end);
      last.edits.push(edit);
    } else found.push({ start: isInsertion ? edit.start : start, end, edits: [edit] });
  }
  return found;
}

/** Whether an edit inserts whole lines between others. */
function isLineStart(text: string, { start, text: inserted }: Edit): boolean {
  const starts = start === 0 || text[start - 1] === "\n" || inserted.startsWith("\n");
  return starts && inserted.endsWith("\n");
}

/** `[from, to)` of a text with edits applied, and every secret in the rest masked. */
function written(
  text: string,
  from: number,
  to: number,
  edits: readonly Edit[],
  redactor: Redactor,
  hidden: readonly Edit[] = [],
): string {
  // Secrets that no edit replaces have to be masked as well.
  const rest = hidden.filter(
    (span) => !edits.some((edit) => edit.start <= span.start && span.end <= edit.end),
  );
  const all = [...edits, ...rest].sort((a, b) => a.start - b.start || a.end - b.end);
  const pieces: string[] = [];
  let read = from;
  for (const edit of all) {
    pieces.push(masked(text.slice(read, edit.start), redactor), edit.text);
    read = edit.end;
  }
  return [...pieces, masked(text.slice(read, to), redactor)].join("");
}

function masked(text: string, redactor: Redactor): string {
  return text
    .split("\n")
    .map((line) => redactor.maskLine(line))
    .join("\n");
}

function trimmed(line: string): string {
  return line.replace(/\r$/, "");
}
