import { isUtf8 } from "node:buffer";
import { KeylatchError } from "./errors.ts";

/**
 * Parses a file of ours, whatever editor or PowerShell wrote it: UTF-8 or UTF-16 with a byte order mark.
 * @throws {KeylatchError} with `code`; the message never holds content
 */
export function parseJson(bytes: Buffer, path: string, code: string): unknown {
  try {
    return JSON.parse(textOf(bytes));
  } catch (cause) {
    // V8's own message quotes the text, so only the position is taken from it.
    const position = /position (\d+)/.exec((cause as Error).message)?.[1];
    const line =
      position === undefined ? "" : ` (line ${textOf(bytes).slice(0, Number(position)).split("\n").length})`;
    throw new KeylatchError(code, `${path} is not valid JSON${line}`, {
      hint: `Repair it, or restore it: git checkout HEAD -- ${path}`,
    });
  }
}

function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString("utf16le");
  return bytes.toString(isUtf8(bytes) ? "utf8" : "latin1").replace(/^\uFEFF/, "");
}
