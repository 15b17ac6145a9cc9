/** East Asian wide and fullwidth characters, and those that are emoji by default. @see https://www.unicode.org/reports/tr11/ */
const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u;

/** Characters drawn on top of the one before them; the range at the end is Hangul vowels and finals. */
const ZERO = /[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]/u;

/** Grapheme clusters that a terminal draws as one picture, however many code points they have. */
const PICTURE = /[\p{Extended_Pictographic}\p{RI}\p{Emoji_Modifier}]/u;

/**
 * One-cell characters that never combine with others: ASCII, and those of our drawings (`·…─│┬╭╯╰▲✔✖`). Text of these needs
 * no `Intl.Segmenter`, which takes 10 ms to start.
 */
const PLAIN = /^[\x20-\x7e\xb7\u2026\u2500\u2502\u252c\u256d\u256f\u2570\u25b2\u2714\u2716]*$/;

let segmenter: Intl.Segmenter | undefined;

/** Splits a text into what a reader sees as single characters. */
export function graphemes(text: string): string[] {
  if (PLAIN.test(text)) return text.split("");
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Width of a text in terminal cells. @param text without control characters and colours */
export function cellWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  return graphemes(text).reduce((width, cluster) => width + clusterWidth(cluster), 0);
}

/** Cuts a text to at most `width` cells, `ellipsis` included when something was cut off. */
export function clip(text: string, width: number, ellipsis: string): string {
  if (cellWidth(text) <= width) return text;
  const room = width - cellWidth(ellipsis);
  return fitting(graphemes(text), room).join("") + ellipsis;
}

/** The leading clusters that fit into `width` cells. */
export function fitting(clusters: readonly string[], width: number): string[] {
  let used = 0;
  const end = clusters.findIndex((cluster) => {
    used += clusterWidth(cluster);
    return used > width;
  });
  return end === -1 ? [...clusters] : clusters.slice(0, end);
}

function clusterWidth(cluster: string): number {
  if (cluster.length === 1 && cluster >= " " && cluster <= "~") return 1;
  if (cluster.includes("\ufe0f")) return 2;
  if (PICTURE.test(cluster)) return WIDE.test(cluster) ? 2 : 1;
  let width = 0;
  for (const character of cluster) if (!ZERO.test(character)) width += WIDE.test(character) ? 2 : 1;
  return width;
}
