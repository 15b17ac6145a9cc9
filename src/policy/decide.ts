import type { Severity } from "../../detectors/detector.ts";
import type { Config } from "../config/schema.ts";
import type { Finding, JudgedFinding } from "../finding.ts";
import { reasonProblem } from "./reason.ts";
import { coveringRecord, covers, type StoredRecord } from "./record.ts";

const ORDER: readonly Severity[] = ["low", "medium", "high", "critical"];

/** What policy has to say beside the findings; turned into sentences by the report. */
export type Note =
  | {
      readonly kind: "record";
      readonly path: string;
      readonly problem: NonNullable<StoredRecord["problem"]>;
      readonly expires: string;
    }
  | {
      readonly kind: "inline-refused";
      readonly path: string;
      readonly line: number;
      readonly why: "forbidden" | "no-reason";
    };

export interface Decision {
  readonly findings: readonly JudgedFinding[];
  readonly notes: readonly Note[];
}

/**
 * Decides about each finding: severity from the configuration, inline permission, records.
 * @param records the records that count for a finding, those with problems among them
 */
export async function decide(
  findings: readonly Finding[],
  config: Config,
  records: (finding: Finding) => Promise<readonly StoredRecord[]>,
): Promise<Decision> {
  const judged: JudgedFinding[] = [];
  const notes: Note[] = [];
  for (const found of findings) {
    const finding = { ...found, severity: config.severity[found.detector] ?? found.severity };
    const inline = finding.inlineAllow;
    if (inline !== null) {
      const why = !config.inlineAllow
        ? "forbidden"
        : reasonProblem(inline, () => false, undefined) !== null
          ? "no-reason"
          : null;
      if (why === null) {
        judged.push({ ...finding, status: "allowed", reason: inline });
        continue;
      }
      notes.push({ kind: "inline-refused", path: finding.path, line: finding.line, why });
    }
    if (ORDER.indexOf(finding.severity) < ORDER.indexOf(config.blockFrom)) {
      judged.push({ ...finding, status: "warning" });
      continue;
    }
    const stored = await records(finding);
    const record = coveringRecord(finding, stored);
    if (record !== undefined) {
      judged.push({ ...finding, status: "overridden", reason: record.record.reason, record: record.path });
      continue;
    }
    for (const { path, problem, record: void_ } of stored) {
      if (problem !== null && covers(void_, finding))
        notes.push({ kind: "record", path, problem, expires: void_.expires });
    }
    judged.push({ ...finding, status: "blocking" });
  }
  return { findings: judged, notes: distinct(notes) };
}

function distinct(notes: readonly Note[]): Note[] {
  return [...new Map(notes.map((note) => [JSON.stringify(note), note])).values()];
}
