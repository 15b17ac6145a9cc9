import type { Assignment } from "./assignment.ts";
import type { Span } from "./detector.ts";
import { words } from "./words.ts";

/** A cell of a table. It begins with a letter or digit, so that there is one way only to read a line. */
const CELL = String.raw`[ \t]{0,40}[*${"`"}]{0,3}\w[\w. -]{1,39}(?:[*${"`"}]{1,3}[ \t]{0,40})?`;
/** A header line such as `User name,Access key ID,Secret access key`, or that of a table in Markdown. */
const HEADER = new RegExp(
  String.raw`^\uFEFF?[ \t]{0,8}"?[\w. -]{2,40}"?(?:[,;\t]"?[\w. -]{2,40}"?){1,12}[ \t]{0,8}\r?$|^[ \t>]{0,8}\|?${CELL}(?:\|${CELL}){1,12}\|?[ \t]{0,8}\r?$`,
  "my",
);
const SECRET = /secret|pass|pwd|token|key/i;
/** Columns whose values belong to what the row is called. */
const CHOSEN = /secret|pass|pwd/;

const ROWS = 200;
const LONGEST_ROW = 2000;
/** No header is as long. */
const LONGEST_HEADER = 1000;

/**
 * Values in the columns that a header line names, of CSV and of tables in Markdown; their parents are what the first two
 * other cells of the row say.
 * @param places of words of which a header has one, in order
 */
export function* columns(text: string, places: readonly Span[]): Generator<Assignment> {
  let searched = 0;
  for (const header of headers(text, places)) {
    if (header.index < searched) continue;
    const delimiter = header[0].includes("|") ? "|" : (/[,;\t]/.exec(header[0])?.[0] as string);
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
  const values = cellsOf(row, delimiter);
  const marks = delimiter === "|" ? /^[\s*_`]*|[\s*_`]*$/g : /^\s*"?|"?\s*$/g;
  let start = at;
  for (const [index, cell] of values.entries()) {
    const value = cell.replace(marks, "");
    const key = names[index];
    if (key !== undefined && value !== "" && SECRET.test(key)) {
      // Tables in documents have columns of this name that say whether something is secret.
      const isValue = delimiter !== "|" || /^(?=.*\d)\S+$/.test(value);
      const from = start + cell.indexOf(value);
      const parents = CHOSEN.test(key) ? `csv.${rowName(values, names)}` : "csv";
      yield {
        key: isValue ? key : "cell",
        parents,
        value,
        span: { start: from, end: from + value.length },
        quoted: false,
        loose: false,
      };
    }
    start += cell.length + delimiter.length;
  }
}

/** What the first two cells say that hold no secret. */
function rowName(values: readonly string[], names: readonly string[]): string {
  const said = values.filter((cell, index) => /[a-z]/i.test(cell) && !SECRET.test(names[index] ?? ""));
  return words(said.slice(0, 2).join(" ").slice(0, 120));
}

/** The cells of a row; one in quotes may hold the delimiter. */
function cellsOf(row: string, delimiter: string): string[] {
  if (delimiter === "|" || !row.includes('"')) return row.split(delimiter);
  const found = row.matchAll(
    new RegExp(`("(?:[^"]|"")*"(?=${delimiter}|$)|[^${delimiter}]*)(?:${delimiter}|$)`, "g"),
  );
  return Array.from(found, ([, cell]) => cell as string);
}
