import type { Style } from "./style.ts";
import { hang } from "./wrap.ts";

/** Prose after a coloured symbol; further lines are indented to the first one's text. */
export function marked(
  symbol: string,
  text: string,
  color: (text: string) => string,
  style: Style,
): string[] {
  const lines = hang(`${symbol} `, text, style.width);
  return lines.map((line, index) => (index === 0 ? color(symbol) + line.slice(symbol.length) : line));
}
