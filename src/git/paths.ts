import { isUtf8 } from "node:buffer";
import { KeylatchError } from "../errors.ts";

/** A path as git prints it with `-z`: bytes. UTF-8 becomes text; any other byte is shown as `\xe9`, so that no two paths look alike. */
export function pathText(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString("utf8");
  return bytes.toString("latin1").replace(/[\x80-\xff]/g, (c) => `\\x${c.charCodeAt(0).toString(16)}`);
}

/** A pathspec that means this path alone, from the top: no pattern, and wherever git is started. */
export function literal(path: string): string {
  return `:(top,literal)${path}`;
}

/** Whether a path of git's is a folder or below it; all are below the top, which is empty. */
export function isBelow(path: string, folder: string): boolean {
  return folder === "" || path === folder || path.startsWith(`${folder}/`);
}

/**
 * Paths and other fields as git prints them with `-z`, each ended by a NUL.
 * @throws {KeylatchError} `git-output`
 */
export function nulSeparated(output: Buffer): string[] {
  if (output.length === 0) return [];
  const end = output.length - 1;
  if (output[end] !== 0) throw new KeylatchError("git-output", "git printed a list that breaks off");
  if (isUtf8(output)) return output.toString("utf8", 0, end).split("\0");
  return output
    .toString("latin1", 0, end)
    .split("\0")
    .map((field) => pathText(Buffer.from(field, "latin1")));
}
