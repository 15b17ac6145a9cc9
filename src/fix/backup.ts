import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { KeylatchError } from "../errors.ts";
import type { Repo } from "../git/repo.ts";
import { printable } from "../report/printable.ts";

/** What a fix changed, and the content before it: enough to undo it. It contains secrets, so it is not a git object. */
export interface Backup {
  readonly id: string;
  /** The commit of HEAD, `null` before the first one. */
  readonly head: string | null;
  readonly entries: readonly EntryBackup[];
  readonly files: readonly FileBackup[];
}

export interface EntryBackup {
  readonly path: string;
  readonly mode: string;
  /** The blob in the index, its bytes in base64; `null` if there was none. */
  readonly before: { readonly oid: string; readonly bytes: string } | null;
  readonly after: string;
}

export interface FileBackup {
  readonly path: string;
  readonly mode: number;
  /** The whole file in base64, `null` if there was none. */
  readonly before: string | null;
  /** SHA-256 of the whole file, in hex. */
  readonly after: string;
}

/** A new id, by which a fix can be undone. */
export function newId(): string {
  return randomBytes(4).toString("hex");
}

/** Backups are in the git directory of this work tree, which is never pushed. */
function folderOf(repo: Repo): string {
  return join(repo.gitDir, "keylatch", "fix");
}

/** Writes a backup, readable only by its owner, beside older ones. */
export async function keep(repo: Repo, backup: Backup): Promise<void> {
  await mkdir(folderOf(repo), { mode: 0o700, recursive: true });
  await writeFile(fileOf(repo, backup.id), JSON.stringify(backup), { flag: "wx", mode: 0o600 });
}

/** Deletes the backup of a fix that was undone. */
export async function forget(repo: Repo, id: string): Promise<void> {
  await rm(fileOf(repo, id));
  // The quick path of the hook looks for the folder.
  if ((await readdir(folderOf(repo))).length === 0) await forgetAll(repo);
}

/** Deletes all backups: a commit passed the hook. */
export async function forgetAll(repo: Repo): Promise<void> {
  await rm(folderOf(repo), { recursive: true, force: true });
}

/** Reads the backup of a fix. @throws {KeylatchError} `no-such-fix`, `fix-damaged` */
export async function readBackup(repo: Repo, id: string): Promise<Backup> {
  const file = fileOf(repo, id);
  if (!/^[0-9a-f]{8}$/.test(id) || !existsSync(file))
    throw new KeylatchError("no-such-fix", "there is no such fix to undo here", {
      hint: "The backup of a fix is deleted when it is undone and when a commit passes the hook. Unless it was undone, the values are in .env.",
    });
  const text = await readFile(file, "utf8");
  try {
    return JSON.parse(text) as Backup;
  } catch (cause) {
    throw new KeylatchError("fix-damaged", "the backup of this fix is damaged: it is not JSON", {
      hint: `Nothing was changed. The backup is ${printable(file)}; the values are in .env.`,
      cause,
    });
  }
}

function fileOf(repo: Repo, id: string): string {
  return join(folderOf(repo), `${id}.json`);
}
