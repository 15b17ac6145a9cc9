import * as v from "valibot";
import type { Finding } from "../finding.ts";
import { hashOf } from "../hash.ts";
import type { RecordProblem } from "./recordProblem.ts";

/** Folder of the records, from the top. */
export const overridesFolder = ".keylatch/overrides";

/** A day in milliseconds. */
export const DAY = 86_400_000;

/** As `Date.toISOString` writes it: a text that does not parse would never expire. */
const timestamp = v.pipe(
  v.string(),
  v.check((text) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text),
);

/** One override: who let what through, when, why and until when. Contains no secret. */
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

/** A file in the overrides folder, with its problem; `null` for a record that counts. Paths are from the top. */
export type StoredRecord =
  | { readonly path: string; readonly record: OverrideRecord; readonly problem: RecordProblem | null }
  | UnreadableRecord;

/** A file that is not a valid record. */
export interface UnreadableRecord {
  readonly path: string;
  readonly record: null;
  readonly problem: "unreadable";
  /** What is wrong, as a predicate of the path: "is not valid JSON (line 3)". */
  readonly why: string;
}

/** `<UTC time>-<8 hex digits of its content>.json`. Formatting does not count as content, so a formatter may change the file. */
export function recordPath(record: OverrideRecord): string {
  const time = record.created.replace(/[-:]|\.\d+/g, "");
  return `${overridesFolder}/${time}-${contentHash(record)}.json`;
}

/** The text of a record's file. */
export function recordText(record: OverrideRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

function contentHash(record: OverrideRecord): string {
  return hashOf("sha256", canonical(record)).slice(0, 8);
}

/** JSON with sorted keys and without whitespace. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
}

/** The first record that counts and covers a finding. */
export function coveringRecord(
  finding: Finding,
  records: readonly StoredRecord[],
): { path: string; record: OverrideRecord } | undefined {
  for (const { path, record, problem } of records)
    if (problem === null && covers(record, finding)) return { path, record };
  return undefined;
}

/** Whether a record names a finding: its fingerprint at its path. */
export function covers(
  record: OverrideRecord,
  { fingerprint, path }: Pick<Finding, "fingerprint" | "path">,
): boolean {
  return record.findings.some((entry) => entry.fingerprint === fingerprint && entry.path === path);
}
