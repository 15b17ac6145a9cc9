import { cellWidth, fitting, graphemes } from "./cells.ts";

/** Words that people copy: paths, addresses, settings. */
const COPIED = /[/\\=@]/;

/**
 * Breaks prose at spaces into lines of at most `width` cells. A word that is too long is broken too, unless it is something
 * to copy, such as a path or an address: that gets a line of its own.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).flatMap((word) => breakUp(word, width))) {
    if (line === "") line = word;
    else if (cellWidth(line) + 1 + cellWidth(word) <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return line === "" ? lines : [...lines, line];
}

/** Prose with a hanging indent: the first line starts with `first`, the others with as many spaces. */
export function hang(first: string, text: string, width: number): string[] {
  const indent = " ".repeat(cellWidth(first));
  return wrap(text, Math.max(width - indent.length, 10)).map(
    (line, index) => (index === 0 ? first : indent) + line,
  );
}

function breakUp(word: string, width: number): string[] {
  if (cellWidth(word) <= width || COPIED.test(word)) return [word];
  const parts: string[] = [];
  let rest = graphemes(word);
  while (rest.length > 0) {
    const part = fitting(rest, width);
    // A single cluster that is wider than the line.
    if (part.length === 0) part.push(rest[0] as string);
    parts.push(part.join(""));
    rest = rest.slice(part.length);
  }
  return parts;
}
