import { isUtf8 } from "node:buffer";
import { KeylatchError } from "../errors.ts";

/** Converts a path from git's `-z` output, which is bytes, to text. In a path that is not UTF-8 other bytes become `\xe9`, so that no two paths look alike. */
export function pathText(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString("utf8");
  return bytes.toString("latin1").replace(/[\x80-\xff]/g, (c) => `\\x${c.charCodeAt(0).toString(16)}`);
}

/** A pathspec for exactly this path from the top: without patterns, and independent of the current folder. */
export function literal(path: string): string {
  return `:(top,literal)${path}`;
}

/** Whether a path from the top is `folder` or below it; an empty folder is the top. */
export function isBelow(path: string, folder: string): boolean {
  return folder === "" || path === folder || path.startsWith(`${folder}/`);
}

/**
 * Splits git's `-z` output into paths and other fields, each terminated by a NUL.
 * @throws {KeylatchError} `git-output`
 */
export function nulSeparated(output: Buffer): string[] {
  if (output.length === 0) return [];
  const end = output.length - 1;
  if (output[end] !== 0) throw new KeylatchError("git-output", "the output of git was cut off");
  if (isUtf8(output)) return output.toString("utf8", 0, end).split("\0");
  return output
    .toString("latin1", 0, end)
    .split("\0")
    .map((field) => pathText(Buffer.from(field, "latin1")));
}
