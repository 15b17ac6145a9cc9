import type { Verdict } from "../../finding.ts";
import { clip } from "../cells.ts";
import { marked } from "../marked.ts";
import { printable } from "../printable.ts";
import type { Style } from "../style.ts";
import { count, firstOf } from "../words.ts";

/** Notes listed of each kind; the others are counted. */
const MOST = 5;
const LONGEST = 400;

/** What was not searched, and the policy notes: always mentioned, but limited in length. */
export function notices(verdict: Verdict, style: Style): string[] {
  const skipped = verdict.skipped.map(({ path, reason }) => `not searched: ${path} (${reason})`);
  const ignored =
    verdict.ignored > 0
      ? [`not searched: ${count(verdict.ignored, "path")} that ignorePaths leaves out`]
      : [];
  return [
    ...some(verdict.notes, "more note", style),
    ...some(skipped, "more file or object not searched", style, "more files or objects not searched"),
    ...some(ignored, "", style),
  ];
}

function some(texts: readonly string[], noun: string, style: Style, plural?: string): string[] {
  return firstOf(texts, MOST, noun, plural).flatMap((text) => {
    const shown = clip(printable(text), LONGEST, style.symbols.ellipsis);
    return marked(style.symbols.warning, shown, style.colors.yellow, style);
  });
}
