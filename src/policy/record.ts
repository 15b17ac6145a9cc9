import * as v from "valibot";
import type { Finding } from "../finding.ts";
import { hashOf } from "../hash.ts";
import type { RecordProblem } from "./recordProblem.ts";

/** Where records are, from the top. */
export const overridesFolder = ".keylatch/overrides";

/** Milliseconds of a day, in which records are measured. */
export const DAY = 86_400_000;

/** As `Date.toISOString` writes it: a date that only looks like one would never be past. */
const timestamp = v.pipe(
  v.string(),
  v.check((text) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text),
);

/** One override: who let what through, when, why and until when. Holds no secret. */
export const RecordSchema = v.strictObject({
  version: v.literal(1),
  reason: v.pipe(v.string(), v.nonEmpty()),
  by: v.strictObject({ name: v.string(), email: v.string() }),
  actor: v.picklist(["person", "agent"]),
  created: timestamp,
  expires: timestamp,
  occasion: v.picklist(["commit", "push", "add"]),
  keylatch: v.string(),
  findings: v.array(
    v.strictObject({
      detector: v.string(),
      path: v.string(),
      fingerprint: v.string(),
      identifier: v.nullable(v.string()),
    }),
  ),
});

export type OverrideRecord = v.InferOutput<typeof RecordSchema>;

/** A file of the overrides folder with what is wrong with it; `null` for a record that counts. Paths are from the top. */
export type StoredRecord =
  | { readonly path: string; readonly record: OverrideRecord; readonly problem: RecordProblem | null }
  | UnreadableRecord;

/** A file that is no record. */
export interface UnreadableRecord {
  readonly path: string;
  readonly record: null;
  readonly problem: "unreadable";
  /** What is wrong, to follow the path: "is not valid JSON (line 3)". */
  readonly why: string;
}

/** `<UTC time>-<8 hex of its content>.json`. The content is what it says, not how it is laid out: a formatter may pass over it. */
export function recordPath(record: OverrideRecord): string {
  const time = record.created.replace(/[-:]|\.\d+/g, "");
  return `${overridesFolder}/${time}-${contentHash(record)}.json`;
}

/** What stands in a record's file. */
export function recordText(record: OverrideRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

function contentHash(record: OverrideRecord): string {
  return hashOf("sha256", canonical(record)).slice(0, 8);
}

/** JSON with sorted keys and no blanks. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
}

/** The first record that covers a finding and counts. */
export function coveringRecord(
  finding: Finding,
  records: readonly StoredRecord[],
): { path: string; record: OverrideRecord } | undefined {
  for (const { path, record, problem } of records)
    if (problem === null && covers(record, finding)) return { path, record };
  return undefined;
}

/** Whether a record speaks of a finding: its fingerprint at its path. */
export function covers(
  record: OverrideRecord,
  { fingerprint, path }: Pick<Finding, "fingerprint" | "path">,
): boolean {
  return record.findings.some((entry) => entry.fingerprint === fingerprint && entry.path === path);
}
