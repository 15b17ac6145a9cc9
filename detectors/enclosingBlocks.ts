import { words } from "./words.ts";

const LINES = 80;
const DEPTH = 6;
/** Characters of a line that are looked at. */
const WIDTH = 200;

const SECTION = /^\s*\[{1,2}([^\]\n]{1,80})\]/;
/** `name:`, `"name": {`, `provider "x" {`, `<x>`, `call(`, with a comment behind it or not. */
const OPENS = /[:{[(>]\s*(?:#.*|\/\/.*)?$/;

/**
 * Names of the blocks around a place, outermost first: by indentation, and the INI or TOML section. Only for what
 * stands first on its line.
 */
export function enclosingBlocks(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - WIDTH), at);
  const start = before.slice(before.lastIndexOf("\n") + 1);
  if (start.length === WIDTH || /[^\s"'`\-$@<]/.test(start)) return "";
  const names: string[] = [];
  let indent = indentation(start);
  let lineStart = at - start.length;
  for (let lines = 0; lines < LINES && lineStart > 0 && names.length < DEPTH; lines++) {
    const end = lineStart - 1;
    lineStart = text.lastIndexOf("\n", end - 1) + 1;
    const line = text.slice(lineStart, Math.min(end, lineStart + WIDTH));
    const depth = indentation(line);
    if (depth > indent || line.trim() === "") continue;
    const section = SECTION.exec(line)?.[1];
    if (section !== undefined) return [words(section), ...names].join(".");
    if (depth === indent || !OPENS.test(line)) continue;
    indent = depth;
    const name = words(line);
    if (name !== "") names.unshift(name);
  }
  return names.join(".");
}

/** Width of the blanks a line starts with, and of the mark of a list item. */
function indentation(line: string): number {
  let width = 0;
  while (line[width] === " " || line[width] === "\t") width++;
  return line[width] === "-" && line[width + 1] === " " ? width + 2 : width;
}
