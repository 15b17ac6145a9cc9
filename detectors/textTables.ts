import type { Assignment } from "./assignedValue.ts";
import type { Span } from "./detector.ts";
import { words } from "./words.ts";

/** A cell of a Markdown table. It begins with a letter or digit, so that a line can be read in one way only. */
const CELL = String.raw`[ \t]{0,40}[*${"`"}]{0,3}\w[\w. -]{1,39}(?:[*${"`"}]{1,3}[ \t]{0,40})?`;
/** A header line of CSV such as `User name,Access key ID,Secret access key`, or of a Markdown table. */
const HEADER = new RegExp(
  String.raw`^\uFEFF?[ \t]{0,8}"?[\w. -]{2,40}"?(?:[,;\t]"?[\w. -]{2,40}"?){1,12}[ \t]{0,8}\r?$|^[ \t>]{0,8}\|?${CELL}(?:\|${CELL}){1,12}\|?[ \t]{0,8}\r?$`,
  "my",
);
/** Names of columns that may hold a secret. */
const SECRET = /secret|pass|pwd|pw\b|token|key/i;
/** Columns whose values may belong to any system: the name of the row says to which. */
const CHOSEN = /secret|pass|pwd|pw\b/;

/** Rows of a table that are read. */
const MOST_ROWS = 200;
/** In characters. */
const LONGEST_ROW = 2000;
const LONGEST_HEADER = 1000;

/** A table in CSV or Markdown with at least one row. */
export interface TextTable {
  /** The line with the names of the columns. */
  readonly header: Span;
  /** The cells below a column that is named like a secret. Their key is the column's name, their parents `csv` and the first two other cells of the row. */
  readonly secretCells: readonly Assignment[];
}

/**
 * Finds the tables that have a column named like a secret, in order.
 * @param places in order, the words one of which a header has
 */
export function* textTables(text: string, places: readonly Span[]): Generator<TextTable> {
  let searched = 0;
  for (const header of headers(text, places)) {
    if (header.index < searched) continue;
    const secretCells: Assignment[] = [];
    const delimiter = header[0].includes("|") ? "|" : (/[,;\t]/.exec(header[0])?.[0] as string);
    const names = header[0].split(delimiter).map((name) => words(name));
    const end = header.index + header[0].length;
    searched = end + 1;
    for (const [row, at] of rowsAt(text, searched, delimiter)) {
      secretCells.push(...secretCellsOf(row, at, delimiter, names));
      searched = at + row.length + 1;
    }
    if (searched > end + 1) yield { header: { start: header.index, end }, secretCells };
  }
}

/** The lines from a place on that contain a delimiter, each with its place. */
function* rowsAt(text: string, start: number, delimiter: string): Generator<[row: string, at: number]> {
  let at = start;
  for (let rows = 0; rows < MOST_ROWS && at < text.length; rows++) {
    const [row = ""] = text.slice(at, at + LONGEST_ROW).split("\n", 1);
    if (!row.includes(delimiter)) return;
    yield [row, at];
    if (row.length === LONGEST_ROW) return;
    at += row.length + 1;
  }
}

/** Lines in the form of a header with a name like that of a secret. */
function* headers(text: string, places: readonly Span[]): Generator<RegExpExecArray> {
  let end = -1;
  for (const { start } of places) {
    if (start < end) continue;
    // Slice first: searching a one-line file for a line break would read all of it for every name.
    const from = Math.max(0, start - LONGEST_HEADER);
    const line = from + text.slice(from, start).lastIndexOf("\n") + 1;
    const rest = text.slice(start, start + LONGEST_HEADER).indexOf("\n");
    end = rest === -1 ? start + LONGEST_HEADER : start + rest;
    HEADER.lastIndex = line;
    const header = HEADER.exec(text);
    if (header !== null && SECRET.test(header[0])) yield header;
  }
}

/**
 * The cells of a row below columns that are named like a secret.
 * @param at where the row begins in the text
 */
function* secretCellsOf(
  row: string,
  at: number,
  delimiter: string,
  names: readonly string[],
): Generator<Assignment> {
  const values = cellsOf(row, delimiter);
  const marks = delimiter === "|" ? /^[\s*_`]*|[\s*_`]*$/g : /^\s*"?|"?\s*$/g;
  let start = at;
  for (const [index, cell] of values.entries()) {
    const value = cell.replace(marks, "");
    const key = names[index];
    if (key !== undefined && value !== "" && SECRET.test(key)) {
      // In documentation, a column of this name may tell whether something is secret.
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

/** The first two cells that hold no secret, in the form of a key. */
function rowName(values: readonly string[], names: readonly string[]): string {
  const others = values.filter((cell, index) => /[a-z]/i.test(cell) && !SECRET.test(names[index] ?? ""));
  return words(others.slice(0, 2).join(" ").slice(0, 120));
}

/** The cells of a row; a quoted one may contain the delimiter. */
function cellsOf(row: string, delimiter: string): string[] {
  if (delimiter === "|" || !row.includes('"')) return row.split(delimiter);
  const found = row.matchAll(
    new RegExp(`( *"(?:[^"]|"")*"(?= *(?:${delimiter}|$))|[^${delimiter}]*)(?:${delimiter}|$)`, "g"),
  );
  return Array.from(found, ([, cell]) => cell as string);
}

/** `INSERT INTO accounts (system, login, password) VALUES`. A table of users is left out: they sign in to the application itself. */
const INSERT =
  /\binsert\s{1,8}into\s{1,8}(?![^\s(]{0,80}users?\b)[^\s(]{1,80}\s{0,8}\(([^()]{1,1000})\)\s{0,8}values\s{0,8}/gi;
/** `COPY accounts (system, login, password) FROM stdin;` in dumps of PostgreSQL: the rows follow in lines, up to `\.` */
const COPY =
  /\bcopy\s{1,8}(?![^\s(]{0,80}users?\b)[^\s(]{1,80}\s{0,8}\(([^()]{1,1000})\)\s{1,8}from\s{1,8}stdin\b[^;\n]{0,80};[ \t]{0,8}\r?\n/gi;
const VALUES_ROW =
  /\(((?:'(?:[^'\\]|''|\\.){0,1000}'(?!')|\([^()']{0,40}\)|[^'()]){1,1000})\)\s{0,8},?\s{0,8}/y;

/**
 * Finds the cells below columns that an SQL statement names like a secret, with keys and parents as in other tables.
 * @param places in order, the words one of which such a name has
 */
export function* insertedRows(text: string, places: readonly Span[]): Generator<Assignment> {
  if (places.length === 0) return;
  for (const { 0: statement, 1: list = "", index } of text.matchAll(INSERT)) {
    if (!SECRET.test(list)) continue;
    const names = list.split(",").map(words);
    VALUES_ROW.lastIndex = index + statement.length;
    for (let rows = 0; rows < MOST_ROWS; rows++) {
      const at = VALUES_ROW.lastIndex + 1;
      const row = VALUES_ROW.exec(text)?.[1];
      if (row === undefined) break;
      // The same row in CSV: N'…' and E'…' are strings too.
      const inCsv = row.replace(/(?<![\w'])[EN](?=')/g, " ").replaceAll("'", '"');
      yield* secretCellsOf(inCsv, at, ",", names);
    }
  }
  for (const { 0: statement, 1: list = "", index } of text.matchAll(COPY))
    if (SECRET.test(list))
      for (const [row, at] of rowsAt(text, index + statement.length, "\t"))
        yield* secretCellsOf(row, at, "\t", list.split(",").map(words));
}
