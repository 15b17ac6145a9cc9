import { lineBefore } from "./pattern.ts";
import { words } from "./words.ts";

/** `config["anypoint"]["`, `node[:anypoint][:` */
const INDEXES = /((?:\[\s{0,2}(?:["'][\w.-]{1,60}["']|:\w{1,60})\s{0,2}\]){1,4})\[\s{0,2}["':]$/;
/** `/prod/anypoint/`, in the name of a parameter in a store */
const SEGMENTS = /(?:^|[\s"'`=])((?:\/[\w.-]{1,60}){1,6})\/$/;
/** `Anypoint:Auth:`, sections of .NET configuration */
const SECTIONS = /(?:^|[\s"'])((?:[A-Z]\w{0,60}:){1,6})$/;

/** The parents written directly before the name at a place, outermost first and joined by dots; empty if there are none. */
export function pathBefore(text: string, at: number): string {
  const before = text[at - 1];
  if (before !== "/" && before !== '"' && before !== "'" && before !== ":") return "";
  const line = lineBefore(text, at, 400);
  const ways = before === "/" ? [SEGMENTS] : [INDEXES, SECTIONS];
  const path = ways.map((way) => way.exec(line)?.[1]).find(Boolean) ?? "";
  return Array.from(path.matchAll(/[\w.-]+/g), ([name]) => words(name)).join(".");
}
