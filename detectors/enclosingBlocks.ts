import { lineBefore } from "./pattern.ts";
import { words } from "./words.ts";

/** Most lines read above a place, most blocks reported, most characters read of a line. */
const LINES = 80;
const DEPTH = 6;
const WIDTH = 200;

const SECTION = /^\s*\[{1,2}([^\]\n]{1,80})\]/;
/** The end of a line that opens a block: `name:`, `"name": {`, `provider "x" {`, `<x>`, `call(`, with or without a comment after it. */
const OPENS = /[:{[(>]\s*(?:#.*|\/\/.*)?$/;

/** Complete elements and comments before another element: `<user>x</user><!-- y --><` */
const ELEMENTS = /^\s*(?:<(?:!--[^<>]*--|[^<>]+>[^<>]*<\/[\w.:-]+)>\s*){1,8}<$/;
/** What may stand before the first name on a line. */
const NOTHING = /^[\s"'`\-$@<]*$/;
/** The name of a block before its bracket: `name: {`, `name = {`, `name(` */
const BLOCK_NAME = /([\w.$-]{1,60})["'`]?\s{0,4}(?::|=>?)?\s{0,4}$/;
/** The most characters that `BLOCK_NAME` can match. */
const LONGEST = 71;

/**
 * Names of the blocks around a place, outermost first and joined by dots: the INI or TOML section, blocks by
 * indentation, and blocks opened on the same line. The first two are read only for the first name on a line, or one that
 * follows only complete elements or opened blocks.
 */
export function enclosingBlocks(text: string, at: number): string {
  const start = lineBefore(text, at, WIDTH);
  const names = NOTHING.test(start) ? [] : [...elementsOn(start), ...openedOn(start)];
  const isFirst = names.length > 0 || NOTHING.test(start) || ELEMENTS.test(start);
  if (start.length === WIDTH || !isFirst) return names.join(".");
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

/** Names of the XML elements that are open at the end of a line, outermost first. */
function elementsOn(start: string): string[] {
  const open: string[] = [];
  for (const [, slash, name = ""] of start.matchAll(/<(\/?)([A-Za-z][\w.:-]{0,60})(?:\s[^<>]*)?>/g)) {
    if (slash === "") open.push(words(name));
    else if (open.includes(words(name))) open.length = open.lastIndexOf(words(name));
  }
  return open;
}

/** Names of the bracketed blocks that are open at the end of a line, outermost first. */
function openedOn(start: string): string[] {
  const names: string[] = [];
  let closed = 0;
  for (let at = start.search(/["'`\s$@<-]*$/) - 1; at >= 0; at--) {
    const unit = start[at] as string;
    switch (unit) {
      case '"':
      case "'":
      case "`":
        at = Math.max(0, start.lastIndexOf(unit, at - 1));
        break;
      case "]":
      case "}":
      case ")":
        closed++;
        break;
      case "[":
      case "{":
      case "(": {
        const name =
          closed > 0 ? "" : words(BLOCK_NAME.exec(start.slice(Math.max(0, at - LONGEST), at))?.[1] ?? "");
        if (name !== "") names.unshift(name);
        closed = Math.max(0, closed - 1);
      }
    }
  }
  return names;
}

/** Characters of white space at the start of a line, and of a list item's dash. */
function indentation(line: string): number {
  let width = 0;
  while (line[width] === " " || line[width] === "\t") width++;
  return line[width] === "-" && line[width + 1] === " " ? width + 2 : width;
}

/** `config["anypoint"]["`, `node[:anypoint][:` */
const INDEXES = /((?:\[\s{0,2}(?:["'][\w.-]{1,60}["']|:\w{1,60})\s{0,2}\]){1,4})\[\s{0,2}["':]$/;
/** `/prod/anypoint/`, in the name of a parameter in a store */
const SEGMENTS = /(?:^|[\s"'`=])((?:\/[\w.-]{1,60}){1,6})\/$/;
/** `Anypoint:Auth:`, sections of .NET configuration */
const DOTNET_SECTIONS = /(?:^|[\s"'])((?:[A-Z]\w{0,60}:){1,6})$/;

/** The parents written directly before the name at a place, outermost first and joined by dots; empty if there are none. */
export function pathBefore(text: string, at: number): string {
  const before = text[at - 1];
  if (before !== "/" && before !== '"' && before !== "'" && before !== ":") return "";
  const line = lineBefore(text, at, 400);
  const ways = before === "/" ? [SEGMENTS] : [INDEXES, DOTNET_SECTIONS];
  const path = ways.map((way) => way.exec(line)?.[1]).find(Boolean) ?? "";
  return Array.from(path.matchAll(/[\w.-]+/g), ([name]) => words(name)).join(".");
}
