import type { Style } from "./style.ts";
import { hang } from "./wrap.ts";

/** Prose behind a mark, which alone has the colour; the lines below begin where the first one's words do. */
export function marked(
  symbol: string,
  text: string,
  color: (text: string) => string,
  style: Style,
): string[] {
  const lines = hang(`${symbol} `, text, style.width);
  return lines.map((line, index) => (index === 0 ? color(symbol) + line.slice(symbol.length) : line));
}
