import { firstIndex } from "../../detectors/firstIndex.ts";

/** 1-based line and column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Offsets at which the lines of a text start. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** Index of the last line start at or before `offset`. */
export function lineIndex(starts: readonly number[], offset: number): number {
  return firstIndex(starts.length, (index) => (starts[index] as number) > offset) - 1;
}

/** Position in the file of an offset in a part of it. @param first position of the part's first character */
export function positionAt(starts: readonly number[], offset: number, first: Position): Position {
  const index = lineIndex(starts, offset);
  const column = offset - (starts[index] as number) + (index === 0 ? first.column : 1);
  return { line: first.line + index, column };
}
