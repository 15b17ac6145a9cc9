import type { Span } from "../../detectors/detector.ts";
import type { File } from "./edit.ts";
import type { Language } from "./languages.ts";
import type { Token } from "./lexical.ts";

/** UTF-16 units of code that are read before a literal. */
const REACH = 2000;

/** The string that contains a secret, or the first and the last of the strings that it is split across. */
export interface Literal {
  readonly first: Token;
  readonly last: Token;
}

/** Whether a literal may not be what it looks like, or may need another kind of replacement. */
export function isDoubtful(
  { path, text }: File,
  { name }: Language,
  { first, last }: Literal,
  before: string,
  isWhole: boolean,
): boolean {
  const opening = text.slice(first.start, first.content.start);
  const content = text.slice(first.content.start, first.content.end);
  // Bytes; `$'…'` of the shell; a character instead of a string.
  if (/b/i.test(opening) || opening === "$'") return true;
  if (opening === "'" && /^(?:Java|Kotlin|Go|C#)$/.test(name) && content !== "") return true;
  // After a stray quote, strings and code would be mistaken for each other.
  if (/^["']$/.test(opening) && content.includes("\n") && name !== "shell") return true;
  if (opening === '"""' && !isWhole && /^(?:Java|C#)$/.test(name)) return true;
  if (name === "PHP" && text.lastIndexOf("<?", first.start) <= text.lastIndexOf("?>", first.start))
    return true;
  if (/Script$/.test(name)) {
    // <Mail key="…"/>, and apostrophes in the text between tags
    if (/[\w-]=$/.test(before) && /<\/|\/>/.test(text)) return true;
    if (/[jt]sx$/i.test(path) && !isWhole && opening !== "`" && /[{}<>]/.test(content)) return true;
  }
  // The key of a member: "…": 1
  return /Script$|^Ruby$/.test(name) && /^\s?:(?!:)/.test(text.slice(last.end, last.end + 3));
}

/** Whether what touches a literal allows no expression in its place: another literal, a word, a tag, `as const`. */
export function clashes(text: string, { start, end }: Span, { joint }: Language): boolean {
  if (joint === "") return false;
  const before = text.slice(Math.max(0, start - 200), start);
  const after = text.slice(end, end + 200);
  return /["'`]\s*$|[\w$)\]]$/.test(before) || /^\w|^\s*["'`]|^\s+as\s+const\b/.test(after);
}

/** Whether a concatenation in place of a literal needs brackets; `null` if it is not possible at all. */
export function brackets(text: string, { start, end }: Span, { joint, name }: Language): boolean | null {
  if (joint === "") return false;
  if (name === "PowerShell") return true;
  const before = text.slice(Math.max(0, start - 200), start);
  const after = text.slice(end, end + 200);
  // The value would become part of a format string.
  if (/^\s*(?:%|\.\s*format\b)/.test(after)) return null;
  return !(/(?:[=(,[{:]|=>|\breturn)\s*$/.test(before) && /^\s*(?:[;,)\]}]|\r?\n|$)/.test(after));
}

/** The code before an offset, each string and comment in it replaced by a space. */
export function codeBefore(text: string, all: readonly Token[], end: number): string {
  const from = Math.max(0, end - REACH);
  const pieces: string[] = [];
  let read = from;
  for (const token of [...all].sort((a, b) => a.start - b.start)) {
    if (token.start < read || token.start >= end || token.end > end) continue;
    pieces.push(text.slice(read, token.start), " ");
    read = token.end;
  }
  return pieces.join("") + text.slice(read, end);
}

/** Whether a string is a statement by itself: on its own lines and not in brackets. */
export function isDocstring(text: string, { end }: Span, before: string): boolean {
  const count = (pattern: RegExp) => before.match(pattern)?.length ?? 0;
  const isAlone =
    /(?:^|\n)[ \t]*$/.test(before) && /^[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/.test(text.slice(end, end + 200));
  return isAlone && count(/[([{]/g) <= count(/[)\]}]/g);
}
