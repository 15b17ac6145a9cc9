import * as v from "valibot";
import type { Config } from "../config/schema.ts";
import { KeylatchError } from "../errors.ts";
import type { Snapshot, SnapshotFile } from "../git/snapshot.ts";
import { parseStrictJson } from "../json.ts";
import { maskKeys } from "../masking/maskKeys.ts";
import { reasonProblem } from "./reason.ts";
import {
  DAY,
  type OverrideRecord,
  overridesFolder,
  RecordSchema,
  recordPath,
  type StoredRecord,
} from "./record.ts";
import type { RecordProblem } from "./recordProblem.ts";

/**
 * All records in a snapshot, oldest first. Other files in the folder, such as a README, are ignored.
 * @param policy the override settings by which they are judged
 */
export async function loadRecords(
  snapshot: Snapshot,
  now: Date,
  policy: Config["override"],
): Promise<StoredRecord[]> {
  const files = await snapshot.files(overridesFolder);
  return files.filter(({ path }) => path.endsWith(".json")).map((file) => storedRecord(file, now, policy));
}

function storedRecord(file: SnapshotFile, now: Date, policy: Config["override"]): StoredRecord {
  const { path } = file;
  const unreadable = (why: string) =>
    ({ path: maskKeys(path), record: null, problem: "unreadable", why }) as const;
  if (file.bytes === null) return unreadable(`is ${file.is}, not a file`);
  let value: unknown;
  try {
    value = parseStrictJson(file.bytes, path, "bad-record");
  } catch (error) {
    if (error instanceof KeylatchError) return unreadable(error.message.slice(path.length + 1));
    throw error;
  }
  const result = v.safeParse(RecordSchema, value);
  if (!result.success) {
    const keys = (result.issues[0].path ?? []).map((item) => String(item.key)).join(".");
    return unreadable(
      keys === "" ? "is not an override record" : `is not an override record: "${keys}" is wrong or missing`,
    );
  }
  return { path, record: result.output, problem: problemOf(path, result.output, now, policy) };
}

function problemOf(
  path: string,
  record: OverrideRecord,
  now: Date,
  { maxDays, reasonPattern, agents }: Config["override"],
): RecordProblem | null {
  const [created, expires] = [Date.parse(record.created), Date.parse(record.expires)];
  if (path !== recordPath(record)) return "edited";
  if (expires <= now.getTime()) return "expired";
  // A day of grace: clocks and time zones differ.
  if (created > now.getTime() + DAY) return "future";
  if (expires - created > (maxDays + 1) * DAY) return "too-long";
  if (record.actor === "agent" && agents === "refuse") return "agent";
  if (reasonProblem(record.reason, () => false, reasonPattern) !== null) return "reason";
  return null;
}
