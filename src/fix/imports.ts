import type { Edit, File } from "./edit.ts";
import type { Language } from "./languages.ts";
import type { Token } from "./lexical.ts";

/**
 * What else has to change for a reference to work: an import is added, a constant becomes a variable.
 * @param before code before the literal, without its strings and comments
 * @returns `null` if the literal has to stay a constant
 */
export function needs(
  { text }: File,
  { name }: Language,
  tokens: readonly Token[],
  before: string,
  at: number,
): Edit[] | null {
  switch (name) {
    case "Python":
      return pythonImport(text, tokens);
    case "Go": {
      const constant = /(?<![\w.])const(\s+\w+(?:\s+string)?\s*=\s*)$/.exec(before);
      const edits = constant === null ? [] : replaceWord(text, at, "const", "var");
      return [...goImport(text), ...edits];
    }
    case "C#": {
      if (!/\bconst\s+string\s+\w+\s*=\s*$/.test(before)) return [];
      // Only a field can be static readonly. Without a modifier it may be a local constant.
      if (!/\b(?:public|private|protected|internal)\s+(?:new\s+)?const\s+string\s+\w+\s*=\s*$/.test(before))
        return null;
      return replaceWord(text, at, "const", "static readonly");
    }
    default:
      return [];
  }
}

/** Replaces the last `word` before an offset. */
function replaceWord(text: string, at: number, word: string, by: string): Edit[] {
  const start = text.lastIndexOf(word, at);
  return [{ start, end: start + word.length, text: by }];
}

/** `import os`, above the first other import, or below the docstring and the imports from `__future__`. */
function pythonImport(text: string, tokens: readonly Token[]): Edit[] {
  if (/^import[ \t]+(?:[\w.]+(?:[ \t]+as[ \t]+\w+)?[ \t]*,[ \t]*)*os(?![\w.]|[ \t]+as\b)/m.test(text))
    return [];
  const isInToken = (at: number) => tokens.some(({ start, end }) => start < at && at < end);
  const lines = Array.from(text.matchAll(/^(?:from[ \t]+(?!__future__)|import[ \t])/gm));
  const first = lines.find(({ index }) => !isInToken(index));
  if (first !== undefined) return [{ start: first.index, end: first.index, text: "import os\n" }];
  const at = afterHead(text, tokens);
  const isFirst = at === 0 || text[at - 1] === "\n";
  return [
    {
      start: at,
      end: at,
      text: `${isFirst ? "" : "\n"}import os\n${/^\r?\n/.test(text.slice(at)) ? "" : "\n"}`,
    },
  ];
}

/** Offset of the line after the comments, the docstring and the imports from `__future__` at the top of a module. */
function afterHead(text: string, tokens: readonly Token[]): number {
  let at = 0;
  for (;;) {
    const rest = text.slice(at);
    const future = /^from[ \t]+__future__[ \t]+import[ \t]+(?:\([^)]*\)|[^\n]*)(?:\r?\n|$)/.exec(rest);
    const line = future ?? /^(?:[ \t]*#[^\n]*|[ \t]*)\r?\n/.exec(rest);
    if (line !== null) {
      // Blank lines stay below, unless more of the head follows.
      if (future === null && line[0].trim() === "" && !hasMoreHead(rest)) return at;
      at += line[0].length;
      continue;
    }
    const docstring = tokens.find(({ kind, start }) => kind === "string" && start === at);
    const end = docstring && text.slice(docstring.end).match(/^[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/)?.[0];
    if (docstring === undefined || end === undefined) return at;
    at = docstring.end + (end as string).length;
  }
}

function hasMoreHead(rest: string): boolean {
  return /^\s*(?:#|from[ \t]+__future__|[rRuU]?["'])/.test(rest);
}

/** `"os"` among the imports, where `gofmt` would put it. */
function goImport(text: string): Edit[] {
  if (/^import\s+"os"|^import\s*\([^)]*^\s*"os"\s*$/m.test(text)) return [];
  const block = /^import[ \t]*\([ \t]*\r?\n/m.exec(text);
  if (block !== null) {
    let at = block.index + block[0].length;
    for (;;) {
      const line = /^[ \t]*(?:[\w.]+[ \t]+)?"([^"]+)"[^\n]*\n/.exec(text.slice(at));
      if (line === null || (line[1] as string) > "os") break;
      at += line[0].length;
    }
    return [{ start: at, end: at, text: '\t"os"\n' }];
  }
  const after = /^import[ \t]+(?:[\w.]+[ \t]+)?"[^"]+"[^\n]*(?:\n|$)/m.exec(text);
  if (after !== null) return [insertLine(text, after.index + after[0].length, 'import "os"\n')];
  const clause = /^package[ \t]+\w+[^\n]*(?:\n|$)/m.exec(text);
  return clause === null ? [] : [insertLine(text, clause.index + clause[0].length, '\nimport "os"\n')];
}

function insertLine(text: string, at: number, line: string): Edit {
  return { start: at, end: at, text: at > 0 && text[at - 1] !== "\n" ? `\n${line}` : line };
}
