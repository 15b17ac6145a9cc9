import { isUtf8 } from "node:buffer";

/** A path as git prints it with `-z`: bytes. UTF-8 becomes text; any other byte is shown as `\xe9`, so that no two paths look alike. */
export function pathText(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString("utf8");
  return bytes.toString("latin1").replace(/[\x80-\xff]/g, (c) => `\\x${c.charCodeAt(0).toString(16)}`);
}
