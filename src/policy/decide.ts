import { severities } from "../../detectors/detector.ts";
import type { Config } from "../config/schema.ts";
import type { Finding, JudgedFinding } from "../finding.ts";
import { type Change, isContent } from "../git/changes.ts";
import { saltPath } from "../salt.ts";
import { isReason } from "./reason.ts";
import { coveringRecord, covers, overridesFolder, type StoredRecord } from "./record.ts";
import type { RecordProblem } from "./recordProblem.ts";

/** A remark besides the findings; the report turns it into a sentence. */
export type Note =
  | {
      readonly kind: "record";
      readonly path: string;
      readonly problem: RecordProblem;
      readonly expires: string;
    }
  | { readonly kind: "new-salt" }
  | { readonly kind: "broken-base"; readonly path: string }
  | { readonly kind: "dropped"; readonly path: string }
  | { readonly kind: "unreadable"; readonly path: string; readonly why: string }
  | {
      readonly kind: "inline-refused";
      readonly path: string;
      readonly line: number;
      readonly why: "forbidden" | "agent" | "no-reason" | "gone";
    };

/** The policy's decision about all findings. */
export interface Decision {
  readonly findings: readonly JudgedFinding[];
  readonly notes: readonly Note[];
}

/**
 * Decides about each finding: severity from the configuration, inline comments, records.
 * @param records returns the records that apply to a finding, including those with problems
 * @param isAgent whether an AI agent introduces the findings now: if agents may not override, its comments do not count
 */
export async function decide(
  findings: readonly Finding[],
  config: Config,
  records: (finding: Finding) => Promise<readonly StoredRecord[]>,
  isAgent = false,
): Promise<Decision> {
  const judged: JudgedFinding[] = [];
  const notes: Note[] = [];
  for (const found of findings) {
    const finding = { ...found, severity: config.severity[found.detector] ?? found.severity };
    const inline = finding.inlineAllow;
    if (inline !== null) {
      const why = inlineProblem(inline, config, isAgent);
      if (why === null) {
        judged.push({ ...finding, status: "allowed", reason: inline });
        continue;
      }
      notes.push({ kind: "inline-refused", path: finding.path, line: finding.line, why });
    }
    if (severities.indexOf(finding.severity) > severities.indexOf(config.blockFrom)) {
      judged.push({ ...finding, status: "warning" });
      continue;
    }
    const stored = await records(finding);
    const record = coveringRecord(finding, stored);
    if (record !== undefined) {
      judged.push({ ...finding, status: "overridden", reason: record.record.reason, record: record.path });
      continue;
    }
    notes.push(...stored.flatMap((other) => notesAbout(other, finding)));
    judged.push({ ...finding, status: "blocking" });
  }
  return { findings: judged, notes };
}

/** Why an inline comment does not count; `null` if it does. */
function inlineProblem(reason: string, config: Config, isAgent: boolean) {
  if (!config.inlineAllow) return "forbidden";
  if (isAgent && config.override.agents === "refuse") return "agent";
  return isReason(reason) ? null : "no-reason";
}

/** Adds notes about what a change does to policy: records that do not count, and a new salt, which voids all records. */
export async function withPolicyNotes(
  decision: Decision,
  { paths }: Change,
  records: () => Promise<readonly StoredRecord[]>,
): Promise<Decision> {
  const touched = new Set(
    paths.map(({ path }) => path).filter((path) => path.startsWith(`${overridesFolder}/`)),
  );
  const stored = touched.size === 0 ? [] : await records();
  const notes: Note[] = stored
    .filter(({ path }) => touched.has(path))
    .flatMap((one) => notesAbout(one, null));
  const salt = paths.find(({ path }) => path === saltPath);
  if (salt?.before.some(isContent)) notes.push({ kind: "new-salt" });
  return notes.length === 0 ? decision : { ...decision, notes: [...notes, ...decision.notes] };
}

/** The note about a record that does not count; none if it could not have covered the finding anyway. */
export function notesAbout(stored: StoredRecord, finding: Finding | null): Note[] {
  const { path, problem } = stored;
  if (problem === null) return [];
  if (problem === "unreadable") return [{ kind: "unreadable", path, why: stored.why }];
  if (finding !== null && !covers(stored.record, finding)) return [];
  return [{ kind: "record", path, problem, expires: stored.record.expires }];
}
