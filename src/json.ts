import { textOf } from "../detectors/textOf.ts";
import { KeylatchError } from "./errors.ts";

/**
 * Parses one of keylatch's own files: UTF-8, or UTF-16 with a byte order mark, as PowerShell writes it.
 * @throws {KeylatchError} with `code`; the message never contains content
 */
export function parseJson(bytes: Buffer, path: string, code: string): unknown {
  try {
    return JSON.parse(textOf(bytes));
  } catch (cause) {
    // V8's message quotes the text, so only the position is taken from it.
    const position = /position (\d+)/.exec((cause as Error).message)?.[1];
    const line =
      position === undefined ? "" : ` (line ${textOf(bytes).slice(0, Number(position)).split("\n").length})`;
    throw new KeylatchError(code, `${path} is not valid JSON${line}`, {
      hint: `Repair it, or restore it from a commit in which it was valid: git log -- ${path}`,
    });
  }
}

/**
 * The same, but rejects an object that has a key twice: a parser takes the last value, a person reads the first.
 * @throws {KeylatchError} with `code`; the message never contains content
 */
export function parseStrictJson(bytes: Buffer, path: string, code: string): unknown {
  const value = parseJson(bytes, path, code);
  const strings = textOf(bytes).match(/"(?:[^"\\]|\\.)*"\s*:?/g) ?? [];
  if (strings.filter((text) => text.endsWith(":")).length === countKeys(value)) return value;
  throw new KeylatchError(code, `${path} has a key twice`, {
    hint: `Keep one of them, or restore it from a commit in which it was valid: git log -- ${path}`,
  });
}

/** Iterative: one call per level would overflow the stack on deeply nested input. */
function countKeys(value: unknown): number {
  const values = [value];
  let keys = 0;
  for (const item of values) {
    if (item === null || typeof item !== "object") continue;
    if (!Array.isArray(item)) keys += Object.keys(item).length;
    for (const inside of Object.values(item)) values.push(inside);
  }
  return keys;
}
