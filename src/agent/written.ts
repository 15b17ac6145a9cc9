import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { KeylatchError } from "../errors.ts";
import type { Edit } from "./edits.ts";

/** The text of a file before and after an edit. */
export interface Written {
  readonly before: string;
  readonly after: string;
}

/**
 * The text of a file before and after an edit. A piece whose old text is not in the file is appended, because its new
 * text is written somewhere.
 * @throws {KeylatchError} `unreadable` if the file exists and cannot be read
 */
export async function writtenBy(edit: Edit, cwd: string): Promise<Written> {
  const file = edit.path === null ? "" : await textOf(resolve(cwd, edit.path));
  if (edit.whole !== null) return { before: file, after: edit.whole };
  let before = file;
  let after = file;
  for (const piece of edit.pieces) {
    if (piece.old !== "" && after.includes(piece.old)) after = after.replaceAll(piece.old, () => piece.new);
    else {
      before += `\n${piece.old}`;
      after += `\n${piece.new}`;
    }
  }
  return { before, after };
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? "";
    if (["ENOENT", "ENOTDIR", "EISDIR"].includes(code)) return "";
    throw new KeylatchError("unreadable", `the file to be edited cannot be read (${code})`, { cause });
  }
}
