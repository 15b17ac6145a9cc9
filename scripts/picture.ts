/** The colours of a picture; `colors` by the codes of terminal colours. */
export interface Theme {
  readonly background: string;
  readonly border: string;
  readonly text: string;
  readonly colors: Readonly<Record<string, string>>;
}

export const themes: Readonly<Record<"light" | "dark", Theme>> = {
  light: {
    background: "#ffffff",
    border: "#d1d9e0",
    text: "#1f2328",
    colors: {
      31: "#cf222e",
      32: "#1a7f37",
      33: "#9a6700",
      35: "#8250df",
      36: "#0550ae",
      2: "#59636e",
      90: "#59636e",
    },
  },
  dark: {
    background: "#0d1117",
    border: "#3d444d",
    text: "#e6edf3",
    colors: {
      31: "#ff7b72",
      32: "#3fb950",
      33: "#d29922",
      35: "#bc8cff",
      36: "#79c0ff",
      2: "#9198a1",
      90: "#9198a1",
    },
  },
};

const CELL = 8.4;
const LINE = 20;
const PADDING = 18;
const COLUMNS = 80;

/** Draws what a terminal of 80 columns shows as SVG. The width of every run of text is fixed, whatever the font. */
export function picture(output: string, theme: Theme, title: string): string {
  const lines = output.trimEnd().split("\n");
  const [width, height] = [COLUMNS * CELL + 2 * PADDING, lines.length * LINE + 2 * PADDING];
  const rows = lines.flatMap((line, index) => row(line, PADDING + (index + 0.72) * LINE, theme));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">
<title>${escaped(title)}</title>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="${theme.background}" stroke="${theme.border}"/>
<g font-family="ui-monospace, SFMono-Regular, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="${theme.text}" xml:space="preserve">
${rows.join("\n")}
</g>
</svg>
`;
}

function row(line: string, y: number, { colors }: Theme): string[] {
  const found: string[] = [];
  let [column, color, bold] = [0, "", false];
  for (const [index, piece] of line.split(/\x1b\[([\d;]*)m/).entries()) {
    if (index % 2 === 1) {
      for (const code of piece.split(";")) {
        if (code === "1") bold = true;
        else if (code === "22" || code === "0" || code === "")
          [bold, color] = [false, code === "22" ? color : ""];
        else color = colors[code] ?? "";
      }
      continue;
    }
    const text = piece.trimStart();
    const start = column + piece.length - text.length;
    column += piece.length;
    if (text.trimEnd() === "") continue;
    const style = `${color === "" ? "" : ` fill="${color}"`}${bold ? ' font-weight="600"' : ""}`;
    const length = text.trimEnd().length;
    found.push(
      `<text x="${round(PADDING + start * CELL)}" y="${round(y)}" textLength="${round(length * CELL)}"${style}>${escaped(text.trimEnd())}</text>`,
    );
  }
  return found;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
