import type { Assignment } from "./assignment.ts";
import type { Span } from "./detector.ts";
import { MOST_ROWS, SECRET, secretCellsOf } from "./textTables.ts";
import { words } from "./words.ts";

/** `INSERT INTO accounts (system, login, password) VALUES`. A table of users is left out: they sign in to the application itself. */
const INSERT =
  /\binsert\s{1,8}into\s{1,8}(?![^\s(]{0,80}users?\b)[^\s(]{1,80}\s{0,8}\(([^()]{1,1000})\)\s{0,8}values\s{0,8}/gi;
const ROW = /\(((?:'(?:[^'\\]|''|\\.){0,1000}'(?!')|\([^()']{0,40}\)|[^'()]){1,1000})\)\s{0,8},?\s{0,8}/y;

/**
 * Finds the cells below columns that an SQL statement names like a secret, with keys and parents as in other tables.
 * @param places in order, the words one of which such a name has
 */
export function* insertedRows(text: string, places: readonly Span[]): Generator<Assignment> {
  if (places.length === 0) return;
  for (const { 0: statement, 1: list = "", index } of text.matchAll(INSERT)) {
    if (!SECRET.test(list)) continue;
    const names = list.split(",").map(words);
    ROW.lastIndex = index + statement.length;
    for (let rows = 0; rows < MOST_ROWS; rows++) {
      const at = ROW.lastIndex + 1;
      const row = ROW.exec(text)?.[1];
      if (row === undefined) break;
      // The same row in CSV: N'…' and E'…' are strings too.
      const inCsv = row.replace(/(?<![\w'])[EN](?=')/g, " ").replaceAll("'", '"');
      yield* secretCellsOf(inCsv, at, ",", names);
    }
  }
}
