import type { Config } from "../config/schema.ts";
import { ABSENT, type StagedChange } from "../git/changes.ts";
import type { Repo } from "../git/repo.ts";
import { oidsOf } from "../git/resolve.ts";
import { commitSnapshot } from "../git/snapshot.ts";
import type { Note } from "../policy/decide.ts";
import { covers, overridesFolder, type StoredRecord } from "../policy/record.ts";
import { loadRecords } from "../policy/storedRecords.ts";
import { recordUses } from "./recordUse.ts";

/**
 * Notes about records that a commit deletes although what they let through is still there and no other record covers it.
 * @param records the records that stay
 */
export async function droppedRecords(
  repo: Repo,
  { override }: Config,
  salt: Buffer,
  change: StagedChange,
  records: () => Promise<readonly StoredRecord[]>,
): Promise<Note[]> {
  const deleted = new Set(change.paths.flatMap(({ path, mode }) => (mode === ABSENT ? path : [])));
  if (repo.head === null || ![...deleted].some((path) => path.startsWith(`${overridesFolder}/`))) return [];
  const kept = (await records()).flatMap(({ record, problem }) => (problem === null ? record : []));
  const before = await loadRecords(commitSnapshot(repo, repo.head), new Date(), override);
  const dropped = before.flatMap(({ path, record, problem }) => {
    if (problem !== null || !deleted.has(path)) return [];
    const findings = record.findings.filter((finding) => !kept.some((other) => covers(other, finding)));
    return [{ path, record: { ...record, findings } }];
  });
  const paths = [...new Set(dropped.flatMap(({ record }) => record.findings.map(({ path }) => path)))];
  const oids = await oidsOf(
    repo,
    paths.map((path) => `:${path}`),
  );
  const files = paths.flatMap((path, index) => (oids[index] ? { path, oid: oids[index] } : []));
  const useOf = await recordUses(
    repo,
    dropped.map(({ record }) => record),
    salt,
    null,
    files,
  );
  return dropped.flatMap(({ path, record }) => (useOf(record) === "files" ? { kind: "dropped", path } : []));
}
