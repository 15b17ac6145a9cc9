import { rm, truncate } from "node:fs/promises";
import { join } from "node:path";
import { KeylatchError } from "../errors.ts";
import { entriesOf, setEntries, writeBlob } from "../git/entries.ts";
import { type Repo, workTree } from "../git/repo.ts";
import { hashOf } from "../hash.ts";
import type { Backup, EntryBackup, FileBackup } from "./backup.ts";
import { ENV } from "./envFile.ts";
import { workFile } from "./workFile.ts";
import { replaceFile } from "./writeFile.ts";

/**
 * Restores what a fix changed: the work tree, the index, `.env`. What a fix that stopped half-way had not changed yet
 * is left alone.
 * @throws {KeylatchError} `changed-since`, before anything is changed
 */
export async function undo(repo: Repo, backup: Backup): Promise<void> {
  const top = workTree(repo);
  if (backup.head !== repo.head) throw changed("HEAD");
  const there = await entriesOf(
    repo,
    backup.entries.map(({ path }) => path),
  );
  const entries = backup.entries.filter((entry) => isDone(entry, there.get(entry.path)?.oid));
  const files: FileBackup[] = [];
  for (const file of backup.files) if (await isWritten(top, file)) files.push(file);
  const isEnv = ({ path }: FileBackup) => path === ENV;
  for (const file of files) if (!isEnv(file)) await restore(top, file);
  for (const { before } of entries)
    if (before !== null) await writeBlob(repo, Buffer.from(before.bytes, "base64"));
  if (entries.length > 0)
    await setEntries(
      repo,
      entries.map(({ path, mode, before }) => ({
        path,
        ...(before && { mode, oid: before.oid, tag: there.get(path)?.tag ?? "H" }),
      })),
    );
  for (const file of files.filter(isEnv)) await restore(top, file);
}

function isDone({ path, before, after }: EntryBackup, now: string | undefined): boolean {
  if (now !== after && now !== before?.oid) throw changed(path);
  return now === after;
}

async function isWritten(top: string, { path, before, after }: FileBackup): Promise<boolean> {
  const now = await workFile(top, path);
  if (now === null) {
    if (before !== null) throw changed(path);
    return false;
  }
  if (typeof now === "string") throw changed(path);
  if (hashOf("sha256", now.bytes) === after) return true;
  if (before !== null && now.bytes.equals(Buffer.from(before, "base64"))) return false;
  throw changed(path);
}

async function restore(top: string, { path, mode, before }: FileBackup): Promise<void> {
  const file = join(top, path);
  const bytes = before === null ? null : Buffer.from(before, "base64");
  if (bytes === null) await rm(file);
  // A fix only appends to it.
  else if (path === ENV) await truncate(file, bytes.length);
  else await replaceFile(file, bytes, mode);
}

function changed(what: string): KeylatchError {
  return new KeylatchError(
    "changed-since",
    `${what} changed since keylatch fix ran, so it cannot be undone`,
    {
      hint: "Nothing was changed. The values that moved out are in .env; the old content of the files is in the backup until a commit passes the hook.",
    },
  );
}
