import type { Span } from "../../detectors/detector.ts";

/**
 * Finds the lines that contain a span in another version of the text; line breaks may differ.
 * @returns the span there; `null` if the lines are not there, or not as often
 */
export function spanElsewhere(from: string, span: Span, to: string): Span | null {
  const [here, there] = [linesOf(from), linesOf(to)];
  const first = lineAt(here, span.start);
  const last = lineAt(here, span.end);
  const block = here.slice(first, last + 1);
  const starts = placesOf(here, block);
  const places = placesOf(there, block);
  // Equal lines must occur equally often: then the second here is the second there.
  if (starts.length !== places.length) return null;
  const place = places[starts.indexOf(first)] as number;
  const shift = (offset: number, line: number) =>
    (there[place + line - first] as Line).start + offset - (here[line] as Line).start;
  return { start: shift(span.start, first), end: shift(span.end, last) };
}

interface Line {
  readonly text: string;
  readonly start: number;
}

/** The lines of the last two texts: both versions of a file are split once for all of its secrets. */
const known = new Map<string, readonly Line[]>();

function linesOf(text: string): readonly Line[] {
  const lines = known.get(text) ?? split(text);
  if (!known.has(text)) {
    if (known.size > 1) known.clear();
    known.set(text, lines);
  }
  return lines;
}

function split(text: string): Line[] {
  let start = 0;
  return text.split("\n").map((raw) => {
    const line = { text: raw.replace(/\r$/, ""), start };
    start += raw.length + 1;
    return line;
  });
}

function lineAt(lines: readonly Line[], offset: number): number {
  const next = lines.findIndex(({ start }) => start > offset);
  return (next === -1 ? lines.length : next) - 1;
}

/** Indexes of the lines where a block of lines occurs. */
function placesOf(lines: readonly Line[], block: readonly Line[]): number[] {
  const places: number[] = [];
  for (let index = 0; index < lines.length; index++)
    if (block.every(({ text }, offset) => lines[index + offset]?.text === text)) places.push(index);
  return places;
}
