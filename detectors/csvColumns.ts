import type { Assignment } from "./assignments.ts";
import { words } from "./words.ts";

/** A header line such as `User name,Access key ID,Secret access key`. */
const HEADER = /^\uFEFF?[ \t]{0,8}"?[\w. -]{2,40}"?(?:[,;\t]"?[\w. -]{2,40}"?){1,12}[ \t]{0,8}\r?$/my;
const SECRET = /secret|pass|token|key/i;
/** The same beside what parts two columns. */
const NAMED =
  /(?:secret|pass|token|key)[\w. -]{0,40}"?[,;\t]|[,;\t]"?[\w. -]{0,40}(?:secret|pass|token|key)/gi;

const ROWS = 200;
const LONGEST_ROW = 2000;

/** Values in the columns that a header line names. */
export function* csvColumns(text: string): Generator<Assignment> {
  let searched = 0;
  for (const header of headers(text)) {
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
function* headers(text: string): Generator<RegExpExecArray> {
  let seen = -1;
  for (const { index } of text.matchAll(NAMED)) {
    // Cut first: looking for a line break in a file of one line would read all of it for every name.
    const from = Math.max(0, index - LONGEST_ROW);
    const line = from + text.slice(from, index).lastIndexOf("\n") + 1;
    if (line === seen) continue;
    seen = line;
    HEADER.lastIndex = line;
    const header = HEADER.exec(text);
    if (header !== null) yield header;
  }
}

function* cells(row: string, at: number, delimiter: string, names: readonly string[]): Generator<Assignment> {
  let start = at;
  for (const [index, cell] of row.split(delimiter).entries()) {
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
