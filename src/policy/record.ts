import { createHash } from "node:crypto";
import * as v from "valibot";
import { KeylatchError } from "../errors.ts";
import type { Finding } from "../finding.ts";
import type { Snapshot } from "../git/snapshot.ts";
import { parseJson } from "../json.ts";

export const overridesFolder = ".keylatch/overrides";

const timestamp = v.pipe(v.string(), v.isoTimestamp());

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

/** A record with its file, and what is wrong with it. */
export interface StoredRecord {
  /** From the top of the repository. */
  readonly path: string;
  readonly record: OverrideRecord;
  /** `null` for a record that counts. */
  readonly problem: "edited" | "expired" | "too-long" | null;
}

/** `<UTC time>-<8 hex of its content>.json`. The content is what it says, not how it is laid out: a formatter may pass over it. */
export function recordPath(record: OverrideRecord): string {
  const time = record.created.replace(/[-:]|\.\d+/g, "");
  return `${overridesFolder}/${time}-${contentHash(record)}.json`;
}

export function recordText(record: OverrideRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

function contentHash(record: OverrideRecord): string {
  return createHash("sha256").update(canonical(record)).digest("hex").slice(0, 8);
}

/** JSON with sorted keys and no blanks. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
}

/**
 * All records of a snapshot, oldest first.
 * @param maxDays longest time a record may run
 * @throws {KeylatchError} `bad-record` for a file that is no record, with its name
 */
export async function loadRecords(snapshot: Snapshot, now: Date, maxDays: number): Promise<StoredRecord[]> {
  const records: StoredRecord[] = [];
  for (const path of await snapshot.list(overridesFolder)) {
    const bytes = await snapshot.read(path);
    if (bytes !== null) records.push(storedRecord(path, bytes, now, maxDays));
  }
  return records;
}

function storedRecord(path: string, bytes: Buffer, now: Date, maxDays: number): StoredRecord {
  const result = v.safeParse(RecordSchema, parseJson(bytes, path, "bad-record"));
  if (!result.success) {
    const keys = (result.issues[0].path ?? []).map((item) => String(item.key)).join(".");
    throw new KeylatchError(
      "bad-record",
      `${path} is not an override record${keys === "" ? "" : `: "${keys}" is wrong or missing`}`,
      {
        hint: "Records are written by keylatch, never by hand. Delete the file, and override again if the finding still stands.",
      },
    );
  }
  return { path, record: result.output, problem: problemOf(path, result.output, now, maxDays) };
}

function problemOf(
  path: string,
  record: OverrideRecord,
  now: Date,
  maxDays: number,
): StoredRecord["problem"] {
  if (path !== recordPath(record)) return "edited";
  if (Date.parse(record.expires) <= now.getTime()) return "expired";
  // A day of grace: clocks and time zones differ.
  if (Date.parse(record.expires) - Date.parse(record.created) > (maxDays + 1) * 86_400_000) return "too-long";
  return null;
}

/** The first record that covers a finding and counts. */
export function coveringRecord(finding: Finding, records: readonly StoredRecord[]): StoredRecord | undefined {
  return records.find((stored) => stored.problem === null && covers(stored.record, finding));
}

/** Whether a record speaks of a finding: its fingerprint at its path. */
export function covers(record: OverrideRecord, finding: Finding): boolean {
  return record.findings.some(
    (entry) => entry.fingerprint === finding.fingerprint && entry.path === finding.path,
  );
}
