import { detect } from "../../detectors/detect.ts";
import type { Match } from "../../detectors/detector.ts";
import { mayHoldKeys } from "../../detectors/mayHoldKeys.ts";
import { lineIndex, lineStarts, type Position, positionAt } from "./lines.ts";
import { byteChunks, type Pieces } from "./text.ts";

/** A match with its position in the file and the raw lines around it. Holds secrets, so it never leaves the scan. */
export interface Sighting {
  readonly match: Match;
  /** 1-based, UTF-16 units, end exclusive. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The matched text as it is in the file, not decoded. */
  readonly source: string;
  /** The lines of the match and a few before and after it, not masked. */
  readonly lines: readonly RawLine[];
}

/** A line, or of a very long line the part around the secret. */
export interface RawLine {
  /** 1-based. */
  readonly number: number;
  readonly text: string;
  /** UTF-16 units of the line before `text`. */
  readonly offset: number;
}

/** Lines shown before and after a secret. */
const CONTEXT = 2;
/** UTF-16 units of a long line that are kept before and after the secret. */
const REACH = 400;

/** Called with the reason, a phrase, for each part of a file that was not searched. */
export type OnSkipped = (reason: string) => void;

/** Finds keys in a text, ordered by position. The text may be longer than memory: it is searched chunk by chunk. */
export async function searchText(
  pieces: Pieces,
  path: string | undefined,
  onSkipped: OnSkipped,
): Promise<Sighting[]> {
  const found: Sighting[] = [];
  const seen = new Set<string>();
  for await (const chunk of byteChunks(pieces)) {
    if (!mayHoldKeys(chunk.narrow, path)) continue;
    const text = chunk.text();
    const matches = detect(text, { onSkipped, ...(path !== undefined && { path }) });
    if (matches.length === 0) continue;
    const starts = lineStarts(text);
    for (const match of matches) {
      const sighting = sightingOf(match, text, starts, chunk);
      const place = `${match.detector.id}:${sighting.line}:${sighting.column}:${match.value}`;
      if (seen.has(place)) continue; // found in the overlap of two chunks
      seen.add(place);
      found.push(sighting);
    }
  }
  return found;
}

function sightingOf(match: Match, text: string, starts: readonly number[], first: Position): Sighting {
  const { start, end } = match.span;
  const [from, to] = [positionAt(starts, start, first), positionAt(starts, end, first)];
  return {
    match,
    ...from,
    endLine: to.line,
    endColumn: to.column,
    source: text.slice(start, end),
    lines: linesAround(match, text, starts, first),
  };
}

function linesAround(match: Match, text: string, starts: readonly number[], first: Position): RawLine[] {
  const { start, end } = match.span;
  const from = Math.max(0, lineIndex(starts, start) - CONTEXT);
  const to = Math.min(starts.length - 1, lineIndex(starts, end) + CONTEXT);
  const lines: RawLine[] = [];
  for (let index = from; index <= to; index++) {
    const lineStart = starts[index] as number;
    const lineEnd = index + 1 < starts.length ? (starts[index + 1] as number) - 1 : text.length;
    const cutStart = Math.max(lineStart, Math.min(start, lineEnd) - REACH);
    const cutEnd = Math.min(lineEnd, Math.max(end, lineStart) + REACH);
    // A final newline does not begin a line.
    if (index === starts.length - 1 && lineStart === text.length) continue;
    lines.push({
      number: first.line + index,
      text: text.slice(cutStart, cutEnd).replace(/\r$/, ""),
      offset: cutStart - lineStart + (index === 0 ? first.column - 1 : 0),
    });
  }
  return lines;
}
