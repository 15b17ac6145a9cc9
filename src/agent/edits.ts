import { isObject, isText, type Json } from "./values.ts";

/** A tool's edit of a file. */
export interface Edit {
  /** As the tool gives it; `null` if it does not. */
  readonly path: string | null;
  /** The new text of the whole file, if the tool replaces it; else `null`, and there are pieces. */
  readonly whole: string | null;
  readonly pieces: readonly Piece[];
}

/** A replacement within a file. */
export interface Piece {
  readonly old: string;
  readonly new: string;
}

const names = (list: string) => list.split(" ");
// Tools pass the same arguments under different names: the first that is present is used.
const PATHS = names("file_path filePath notebook_path absolute_path target_file filename path file uri");
const WHOLES = names("content contents file_text fileText new_source text body code");
const OLDS = names("old_string oldString old_str old_text oldText search target");
const NEWS = names(
  "new_string newString new_str new_text newText replace replacement insert_text code_edit insertText",
);
const LISTS = names("edits replacements replacement_chunks chunks");
const PATCHES = names("patch diff input patch_text command content");

/** The edits that a tool's arguments describe; empty for a tool that writes nothing. */
export function editsOf(input: Json): Edit[] {
  const path = textIn(input, PATHS);
  const patches = PATCHES.flatMap((name) =>
    isText(input[name]) && isPatch(input[name]) ? [input[name]] : [],
  );
  const listed = LISTS.flatMap((name) =>
    Array.isArray(input[name]) ? (input[name] as unknown[]) : [],
  ).filter(isObject);
  const files = Array.isArray(input.files) ? input.files.filter(isObject) : [];
  const pieces = [input, ...listed].flatMap(pieceOf);
  const whole = patches.length > 0 ? null : textIn(input, WHOLES);
  return [
    ...(whole !== null || pieces.length > 0 ? [{ path, whole, pieces }] : []),
    ...files.flatMap(editsOf),
    ...patches.flatMap(patchEdits),
  ];
}

function pieceOf(input: Json): Piece[] {
  const added = textIn(input, NEWS);
  return added === null ? [] : [{ old: textIn(input, OLDS) ?? "", new: added }];
}

function textIn(input: Json, names: readonly string[]): string | null {
  return names.map((name) => input[name]).find(isText) ?? null;
}

function isPatch(text: string): boolean {
  return /^\*\*\* Begin Patch|^(?:diff --git |--- \S.*\n\+\+\+ )/m.test(text);
}

/** The edits in a patch, in the format of git or of `apply_patch`. */
function patchEdits(patch: string): Edit[] {
  const found: { path: string | null; old: string[]; new: string[] }[] = [];
  for (const line of patch.split("\n")) {
    const file = /^\*\*\* (?:Add|Update|Delete) File: (.*)$|^\+\+\+ (?:b\/)?(.*)$/.exec(line);
    if (file !== null) found.push({ path: (file[1] ?? file[2] ?? "").trim(), old: [], new: [] });
    const current = found.at(-1);
    if (current === undefined || file !== null) continue;
    if (line.startsWith("+") || line.startsWith(" ")) current.new.push(line.slice(1));
    if ((line.startsWith("-") && !line.startsWith("--- ")) || line.startsWith(" "))
      current.old.push(line.slice(1));
  }
  return found.map(({ path, old, new: added }) => ({
    path,
    whole: null,
    pieces: [{ old: old.join("\n"), new: added.join("\n") }],
  }));
}
