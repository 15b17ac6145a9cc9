import type { Span } from "../../detectors/detector.ts";
import type { File } from "./edit.ts";
import type { Language } from "./languages.ts";
import type { Token } from "./lexical.ts";

/** How far back code is read to tell what stands around a literal. */
const REACH = 2000;

/** A string, or the first and the last of those a secret is split over. */
export interface Literal {
  readonly first: Token;
  readonly last: Token;
}

/** Whether a literal may be something else than it looks like, or wants to be written otherwise. */
export function isDoubtful(
  { path, text }: File,
  { name }: Language,
  { first, last }: Literal,
  before: string,
  isWhole: boolean,
): boolean {
  const opening = text.slice(first.start, first.content.start);
  const content = text.slice(first.content.start, first.content.end);
  // Bytes, escapes of the shell, one character
  if (/b/i.test(opening) || opening === "$'") return true;
  if (opening === "'" && /^(?:Java|Kotlin|Go|C#)$/.test(name) && content !== "") return true;
  // A stray quote above would turn strings and code around.
  if (/^["']$/.test(opening) && content.includes("\n") && name !== "shell") return true;
  if (opening === '"""' && !isWhole && /^(?:Java|C#)$/.test(name)) return true;
  if (name === "PHP" && text.lastIndexOf("<?", first.start) <= text.lastIndexOf("?>", first.start))
    return true;
  if (/Script$/.test(name)) {
    // <Mail key="…"/>, and the apostrophes of text between tags
    if (/[\w-]=$/.test(before) && /<\/|\/>/.test(text)) return true;
    if (/[jt]sx$/i.test(path) && !isWhole && opening !== "`" && /[{}<>]/.test(content)) return true;
  }
  // The name of a member: "…": 1
  return /Script$|^Ruby$/.test(name) && /^\s?:(?!:)/.test(text.slice(last.end, last.end + 3));
}

/** Whether something beside a literal needs it to be one: another literal, a word, a tag. */
export function clashes(text: string, { start, end }: Span, { joint }: Language): boolean {
  if (joint === "") return false;
  const before = text.slice(Math.max(0, start - 200), start);
  const after = text.slice(end, end + 200);
  return /["'`]\s*$|[\w$)\]]$/.test(before) || /^\w|^\s*["'`]|^\s+as\s+const\b/.test(after);
}

/** Whether brackets are needed around a sum in place of a literal; `null` where even they would not do. */
export function brackets(text: string, { start, end }: Span, { joint, name }: Language): boolean | null {
  if (joint === "") return false;
  if (name === "PowerShell") return true;
  const before = text.slice(Math.max(0, start - 200), start);
  const after = text.slice(end, end + 200);
  // A format would read what is in the variable.
  if (/^\s*(?:%|\.\s*format\b)/.test(after)) return null;
  return !(/(?:[=(,[{:]|=>|\breturn)\s*$/.test(before) && /^\s*(?:[;,)\]}]|\r?\n|$)/.test(after));
}

/** Code before an offset with its strings and comments as blanks. */
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

/** A string that is a statement of its own, on lines of its own and in no brackets. */
export function isDocstring(text: string, { end }: Span, before: string): boolean {
  const count = (pattern: RegExp) => before.match(pattern)?.length ?? 0;
  const isAlone =
    /(?:^|\n)[ \t]*$/.test(before) && /^[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/.test(text.slice(end, end + 200));
  return isAlone && count(/[([{]/g) <= count(/[)\]}]/g);
}
