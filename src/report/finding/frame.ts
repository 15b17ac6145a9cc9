import type { ExcerptLine, Finding } from "../../finding.ts";
import { MASK } from "../../masking/redact.ts";
import { cellWidth, fitting, graphemes } from "../cells.ts";
import { location } from "../place.ts";
import { printable } from "../printable.ts";
import type { Style } from "../style.ts";

/** A source line as it is drawn: its mark is in cells, not in UTF-16 units. */
interface DrawnLine {
  readonly text: string;
  readonly mark: { readonly start: number; readonly end: number } | null;
}

const TAB_STOP = 4;
/** UTF-16 units around the mark that are enough to fill a line; the rest is not processed. */
const REACH = 500;
/** Most marked lines shown of a secret that spans more: the first ones and the last. */
const MOST_MARKED = 4;

/**
 * Draws the lines around a secret, no wider than the style allows, apart from the title, which is there to be copied.
 * @param context number of lines to show before and after the marked ones
 * @param labels for the mark, best first: the first that fits is drawn. Without any, no mark is drawn
 */
export function frame(finding: Finding, context: number, labels: readonly string[], style: Style): string[] {
  const { symbols, colors } = style;
  const shown = chooseLines(finding.excerpt, context);
  const digits = Math.max(2, ...shown.map((line) => String(line.number).length + 1));
  const margin = " ".repeat(digits + 1);
  const room = style.width - digits - 3;
  const dotted = (drawing: string) => colors.dim(`${margin}${symbols.dot} `) + colors.red(drawing);

  const lines = [`${colors.dim(margin + symbols.top)}[${colors.bold(location(finding))}]`];
  const last = shown.findLast((line) => line.mark);
  let previous: ExcerptLine | undefined;
  for (const line of shown) {
    if (previous && line.number > previous.number + 1)
      lines.push(colors.dim(`${margin}${symbols.dot} ${symbols.ellipsis}`));
    previous = line;
    const drawn = drawLine(line, room, style);
    lines.push(
      `${colors.dim(`${String(line.number).padStart(digits)} ${symbols.bar}`)} ${drawn.text}`.trimEnd(),
    );
    if (!drawn.mark || labels.length === 0) continue;
    lines.push(...drawMark(drawn.mark, line === last ? labels : [], room, style).map(dotted));
  }
  return [...lines, colors.dim(margin + symbols.bottom)];
}

function chooseLines(excerpt: readonly ExcerptLine[], context: number): ExcerptLine[] {
  const marked = excerpt.filter((line) => line.mark);
  const kept = new Set(
    marked.length > MOST_MARKED ? [...marked.slice(0, MOST_MARKED - 1), marked.at(-1)] : marked,
  );
  const first = excerpt.findIndex((line) => line.mark);
  const last = excerpt.findLastIndex((line) => line.mark);
  if (first === -1) return excerpt.slice(0, 1 + 2 * context);
  const near = (index: number) => index >= first - context && index <= last + context;
  return excerpt.filter((line, index) => (line.mark ? kept.has(line) : near(index)));
}

/** Prepares a line: tabs become spaces, hidden characters visible, and a line that is too long is cut around its mark. */
function drawLine(line: ExcerptLine, room: number, style: Style): DrawnLine {
  const { text, mark } = around(line);
  const before = mark ? cellsOf(text.slice(0, mark.start), 0, style) : cellsOf(text, 0, style);
  if (!mark) return cut(before, null, room, style);
  const marked = cellsOf(text.slice(mark.start, mark.end), cellWidth(before.join("")), style);
  const start = cellWidth(before.join(""));
  const end = start + cellWidth(marked.join(""));
  const after = cellsOf(text.slice(mark.end), end, style);
  return cut([...before, ...marked, ...after], { start, end }, room, style);
}

/** The part of a line near its mark, without splitting a surrogate pair. */
function around(line: ExcerptLine): ExcerptLine {
  const start = line.mark ? Math.max(0, line.mark.start - REACH) : 0;
  const from = start > 0 && isLowSurrogate(line.text, start) ? start + 1 : start;
  const end = Math.min(line.text.length, (line.mark?.start ?? 0) + 2 * REACH);
  const to = isLowSurrogate(line.text, end) ? end - 1 : end;
  const text = line.text.slice(from, to);
  if (!line.mark) return { number: line.number, text };
  return {
    number: line.number,
    text,
    mark: { start: line.mark.start - from, end: Math.min(line.mark.end, to) - from },
  };
}

function isLowSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit < 0xe000;
}

/** The characters of a text as they are shown, beginning at column `start`. */
function cellsOf(text: string, start: number, style: Style): string[] {
  const cells: string[] = [];
  let column = start;
  for (const piece of text.split(/(\t)/)) {
    const shown =
      piece === "\t"
        ? " ".repeat(TAB_STOP - (column % TAB_STOP))
        : printable(piece).replaceAll(MASK, style.symbols.mask);
    cells.push(...graphemes(shown));
    column += cellWidth(shown);
  }
  return cells;
}

function cut(cells: readonly string[], mark: DrawnLine["mark"], room: number, style: Style): DrawnLine {
  const total = cellWidth(cells.join(""));
  if (total <= room) return { text: cells.join(""), mark };
  const { ellipsis } = style.symbols;
  const gap = cellWidth(ellipsis);
  const [left, right] = windowOf(mark, total, room, gap);
  const [leftGap, rightGap] = [left > 0 ? gap : 0, right < total ? gap : 0];

  const dropped = skipping(cells, left);
  const kept = fitting(cells.slice(dropped.count), room - leftGap - rightGap);
  const text = (leftGap ? ellipsis : "") + kept.join("") + (rightGap ? ellipsis : "");
  if (!mark) return { text, mark };
  // A wide character at the edge may move the window by one cell.
  const shift = leftGap - dropped.width;
  const limit = leftGap + cellWidth(kept.join(""));
  const start = Math.max(mark.start + shift, leftGap);
  return { text, mark: { start, end: Math.max(start + 1, Math.min(mark.end + shift, limit)) } };
}

/** Which cells of a long line to show: its beginning or its end if the mark is there, otherwise those around the mark. */
function windowOf(mark: DrawnLine["mark"], total: number, room: number, gap: number): [number, number] {
  if (!mark || mark.end <= room - gap) return [0, room - gap];
  if (mark.start >= total - (room - gap)) return [total - (room - gap), total];
  const inner = room - 2 * gap;
  const spare = inner - (mark.end - mark.start);
  // If the secret is longer than the line, its beginning is shown.
  const left = mark.start - (spare >= 0 ? Math.floor(spare / 2) : Math.min(8, mark.start));
  return [left, left + inner];
}

/** How many leading clusters to drop to remove at least `width` cells, and the cells they have. */
function skipping(cells: readonly string[], width: number): { count: number; width: number } {
  let [count, gone] = [0, 0];
  while (gone < width && count < cells.length) gone += cellWidth(cells[count++] as string);
  return { count, width: gone };
}

/** The underline, and on a second line the label that hangs from it. */
function drawMark(
  mark: { start: number; end: number },
  labels: readonly string[],
  room: number,
  style: Style,
): string[] {
  const { underline, tee, toRight, toLeft } = style.symbols;
  const length = mark.end - mark.start;
  const middle = Math.floor((length - 1) / 2);
  const hanging = drawLabel(mark.start + middle, labels, room, toRight, toLeft);
  const joint = hanging === null ? underline : tee;
  const under =
    " ".repeat(mark.start) + underline.repeat(middle) + joint + underline.repeat(length - middle - 1);
  return hanging === null ? [under] : [under, hanging];
}

function drawLabel(
  at: number,
  labels: readonly string[],
  room: number,
  toRight: string,
  toLeft: string,
): string | null {
  for (const label of labels) {
    const needed = cellWidth(label) + 1 + cellWidth(toRight);
    if (at + needed <= room) return `${" ".repeat(at)}${toRight} ${label}`;
    if (needed <= at + 1) return `${" ".repeat(at + 1 - needed)}${label} ${toLeft}`;
  }
  return null;
}
