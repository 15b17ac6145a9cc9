import { constants, lstatSync } from "node:fs";
import { access, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { absentAsNull } from "../isAbsent.ts";
import type { Hunk } from "./diff.ts";

/** The current content of a file in the work tree. */
export interface WorkFile {
  readonly bytes: Buffer;
  /** Permission bits. */
  readonly mode: number;
}

/** Why a file cannot be changed. */
export type Hindrance = "symlink" | "not-a-file" | "read-only";

/** A file that changes in the index, and in the work tree if its lines are the same there. */
export interface FileChange {
  /** Relative to the top, `/`-separated. */
  readonly path: string;
  readonly index: {
    readonly mode: string;
    /** `null`: not in the index yet. */
    readonly before: { readonly oid: string; readonly bytes: Buffer } | null;
    readonly after: Buffer;
  };
  /** `null`: the work tree stays as it is. */
  readonly work: { readonly before: WorkFile | null; readonly after: Buffer } | null;
  /** Why a secret stays in the work tree, `null` if none does. */
  readonly kept: Hindrance | "differs" | "absent" | null;
  readonly hunks: readonly Hunk[];
}

/**
 * Reads a file of the work tree, never through a symbolic link.
 * @returns `null` if there is no such file
 */
export async function workFile(top: string, path: string): Promise<WorkFile | Hindrance | null> {
  const parts = path.split("/");
  for (let length = 1; length <= parts.length; length++) {
    const at = join(top, ...parts.slice(0, length));
    const stat = absentAsNull(() => lstatSync(at));
    if (stat === null) return null;
    if (stat.isSymbolicLink()) return "symlink";
    if (length < parts.length) {
      if (!stat.isDirectory()) return null;
      continue;
    }
    if (!stat.isFile()) return "not-a-file";
    // It is replaced by a new file, so the folder has to be writable too.
    if (!(await isWritable(at)) || !(await isWritable(dirname(at)))) return "read-only";
    return { bytes: await readFile(at), mode: stat.mode & 0o777 };
  }
  return null;
}

async function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}
