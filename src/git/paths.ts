import { isUtf8 } from "node:buffer";
import { KeylatchError } from "../errors.ts";

/** A path as git prints it with `-z`: bytes. UTF-8 becomes text; any other byte is shown as `\xe9`, so that no two paths look alike. */
export function pathText(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString("utf8");
  return bytes.toString("latin1").replace(/[\x80-\xff]/g, (c) => `\\x${c.charCodeAt(0).toString(16)}`);
}

/**
 * Paths as git prints them with `-z`, each ended by a NUL.
 * @throws {KeylatchError} `git-output`
 */
export function nulSeparated(output: Buffer): string[] {
  const paths: string[] = [];
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(0, at);
    if (end === -1) throw new KeylatchError("git-output", "git printed a list of paths that breaks off");
    paths.push(pathText(output.subarray(at, end)));
    at = end + 1;
  }
  return paths;
}
