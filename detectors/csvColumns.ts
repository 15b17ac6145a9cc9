import type { Assignment } from "./assignments.ts";
import type { Span } from "./detector.ts";
import { words } from "./words.ts";

/** A header line such as `User name,Access key ID,Secret access key`. */
const HEADER = /^\uFEFF?[ \t]{0,8}"?[\w. -]{2,40}"?(?:[,;\t]"?[\w. -]{2,40}"?){1,12}[ \t]{0,8}\r?$/my;
const SECRET = /secret|pass|token|key/i;

const ROWS = 200;
const LONGEST_ROW = 2000;
/** No header is as long. */
const LONGEST_HEADER = 1000;

/**
 * Values in the columns that a header line names.
 * @param places of words of which a header has one, in order
 */
export function* csvColumns(text: string, places: readonly Span[]): Generator<Assignment> {
  let searched = 0;
  for (const header of headers(text, places)) {
    if (header.index < searched) continue;
    const delimiter = /[,;\t]/.exec(header[0])?.[0] as string;
    const names = header[0].split(delimiter).map((name) => words(name));
    let at = header.index + header[0].length + 1;
    for (let rows = 0; rows < ROWS && at < text.length; rows++) {
      const newline = text.slice(at, at + LONGEST_ROW).indexOf("\n");
      const row = text.slice(at, newline === -1 ? at + LONGEST_ROW : at + newline);
      if (!row.includes(delimiter)) break;
      yield* cells(row, at, delimiter, names);
      if (newline === -1) break;
      at += newline + 1;
    }
    searched = at;
  }
}

/** Lines that name a secret and have the form of a header. */
function* headers(text: string, places: readonly Span[]): Generator<RegExpExecArray> {
  let end = -1;
  for (const { start } of places) {
    if (start < end) continue;
    // Cut first: looking for a line break in a file of one line would read all of it for every name.
    const from = Math.max(0, start - LONGEST_HEADER);
    const line = from + text.slice(from, start).lastIndexOf("\n") + 1;
    const rest = text.slice(start, start + LONGEST_HEADER).indexOf("\n");
    end = rest === -1 ? start + LONGEST_HEADER : start + rest;
    HEADER.lastIndex = line;
    const header = HEADER.exec(text);
    if (header !== null && SECRET.test(header[0])) yield header;
  }
}

function* cells(row: string, at: number, delimiter: string, names: readonly string[]): Generator<Assignment> {
  let start = at;
  for (const [index, cell] of cellsOf(row, delimiter).entries()) {
    const value = cell.replace(/^\s*"?|"?\s*$/g, "");
    const key = names[index];
    if (key !== undefined && value !== "" && SECRET.test(key)) {
      const from = start + cell.indexOf(value);
      const span = { start: from, end: from + value.length };
      yield { key, parents: "csv", value, span, quoted: false, loose: false };
    }
    start += cell.length + delimiter.length;
  }
}

/** The cells of a row; one in quotes may hold the delimiter. */
function cellsOf(row: string, delimiter: string): string[] {
  if (!row.includes('"')) return row.split(delimiter);
  const cells = row.matchAll(
    new RegExp(`("(?:[^"]|"")*"(?=${delimiter}|$)|[^${delimiter}]*)(?:${delimiter}|$)`, "g"),
  );
  return Array.from(cells, ([, cell]) => cell as string);
}
