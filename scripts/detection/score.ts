import type { Family } from "../../detectors/detector.ts";
import { groupBy } from "../../detectors/groupBy.ts";
import type { Label, Sample } from "./sample.ts";
import type { Report } from "./tools.ts";

/** Counts of one family. */
export interface Score {
  /** Labelled secrets. */
  readonly secrets: number;
  /** Labelled secrets on whose line something is reported. */
  readonly found: number;
  /** Labelled secrets that are reported from their first character to their last. */
  readonly exact: number;
  /** Lines reported. */
  readonly reported: number;
  /** Reported lines without a label. */
  readonly wrong: number;
  /** The `about` of what was missed or wrongly reported. */
  readonly failures: readonly string[];
}

/** Scores the reports of a tool on samples that were written to files with these names. */
export function score(family: Family, files: ReadonlyMap<string, Sample>, reports: readonly Report[]): Score {
  const byPath = groupBy(reports, ({ path }) => path);
  let [secrets, found, exact, reported, wrong] = [0, 0, 0, 0, 0];
  const failures: string[] = [];
  for (const [path, sample] of files) {
    if (sample.family !== family) continue;
    const own = [...(byPath.get(path) ?? [])];
    const labels = sample.labels.map((label) => ({ ...place(sample.text, label), ...label }));
    for (const label of labels.filter(({ isOptional }) => !isOptional)) {
      secrets++;
      const hits = own.filter(({ line }) => line >= label.line && line <= label.endLine);
      if (hits.length > 0) found++;
      if (
        hits.some(
          ({ columns }) =>
            columns?.[0] === label.column && (label.endLine > label.line || columns[1] === label.endColumn),
        )
      )
        exact++;
      else failures.push(`${sample.about}: missed, or not to the character`);
    }
    for (const line of new Set(own.map(({ line }) => line))) {
      reported++;
      if (labels.some((label) => line >= label.line && line <= label.endLine)) continue;
      wrong++;
      failures.push(`${sample.about}: wrongly reported`);
    }
  }
  return { secrets, found, exact, reported, wrong, failures };
}

/** The lines and columns of a label: 1-based, the end exclusive. */
function place(text: string, { start, end }: Label) {
  const at = (offset: number) => {
    const before = text.slice(0, offset).split("\n");
    return [before.length, (before.at(-1) as string).length + 1] as const;
  };
  const [[line, column], [endLine, endColumn]] = [at(start), at(end)];
  return { line, column, endLine, endColumn };
}
