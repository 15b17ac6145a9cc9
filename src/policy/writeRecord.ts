import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Config } from "../config/schema.ts";
import { KeylatchError } from "../errors.ts";
import { isFiltered } from "../git/attributes.ts";
import { type Repo, workTree } from "../git/repo.ts";
import { currentSnapshot } from "../git/snapshot.ts";
import { requireReal } from "../realPath.ts";
import { attributesPath, attributesText } from "./attributes.ts";
import { type OverrideRecord, recordPath, recordText } from "./record.ts";
import { loadRecords } from "./storedRecords.ts";

/** A record's file. */
export interface WrittenRecord {
  /** From the top. */
  readonly path: string;
  readonly bytes: Buffer;
  /** Whether an earlier attempt of the same command wrote it. */
  readonly isOld: boolean;
}

/**
 * Writes a record into the work tree, or finds the same one from an earlier attempt of the same command.
 * @throws {KeylatchError} `not-written`, `symbolic-link`
 */
export async function writeRecord(
  repo: Repo,
  record: OverrideRecord,
  policy: Config["override"],
): Promise<WrittenRecord> {
  const left = (await loadRecords(currentSnapshot(repo), new Date(), policy)).find(
    (stored) => stored.problem === null && sameOverride(stored.record, record),
  );
  if (left !== undefined)
    return { path: left.path, bytes: await readFile(join(workTree(repo), left.path)), isOld: true };
  const path = recordPath(record);
  if (await isFiltered(repo, path, "files")) await ensured(repo, attributesPath, () => attributesText);
  const bytes = Buffer.from(recordText(record));
  await writeWhole(workTree(repo), path, bytes);
  return { path, bytes, isOld: false };
}

function sameOverride(a: OverrideRecord, b: OverrideRecord): boolean {
  const said = ({ reason, by, actor, findings }: OverrideRecord) =>
    JSON.stringify([reason, by, actor, findings]);
  return said(a) === said(b);
}

/** The content of one of keylatch's own files in the work tree; creates it if it does not exist. */
export async function ensured(repo: Repo, path: string, text: () => string): Promise<Buffer> {
  const there = await currentSnapshot(repo).read(path);
  if (there !== null) return there;
  const bytes = Buffer.from(text());
  await writeWhole(workTree(repo), path, bytes);
  return bytes;
}

/**
 * Writes one of keylatch's own files atomically.
 * @param path from `top`
 * @throws {KeylatchError} `not-written`, `symbolic-link`
 */
async function writeWhole(top: string, path: string, bytes: Buffer): Promise<void> {
  requireReal(top, path);
  const file = join(top, path);
  const half = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(half, bytes, { flag: "wx" });
    await rename(half, file);
  } catch (cause) {
    await rm(half, { force: true }).catch(() => undefined);
    throw new KeylatchError(
      "not-written",
      `${path} cannot be written (${(cause as NodeJS.ErrnoException).code})`,
      { hint: "Nothing was let through. Make the folder writable and try again.", cause },
    );
  }
}
