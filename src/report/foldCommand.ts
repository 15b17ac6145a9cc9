import { cellWidth } from "./cells.ts";
import type { Shell } from "./shell/shellSyntax.ts";
import type { Style } from "./style.ts";

const INDENT = "  ";
const OPERATOR = /^(?:&&|\|\||\|)$/;

/**
 * Breaks a shell command into lines of at most `width` cells that mean the same when pasted: each but the last ends with
 * the shell's line continuation. It breaks before `&&` and `|` if possible, and keeps an option with its value. What
 * cannot be broken stays longer.
 */
export function foldCommand(command: string, width: number, shell: Shell): string[] {
  if (cellWidth(command) <= width) return [command];
  const { breakable, complete } = shell.read(command);
  if (!complete) return [command];

  const lines: string[] = [];
  let line = "";
  const room = width - cellWidth(shell.continued);
  const add = (part: string) => {
    if (line === "") line = part;
    else if (cellWidth(line) + 1 + cellWidth(part) <= room) line += ` ${part}`;
    else {
      lines.push(line + shell.continued);
      line = INDENT + part;
    }
  };
  const words = wordsOf(command, breakable);
  for (const clause of clauses(units(words, room - INDENT.length))) {
    // A clause that fits on one line is not broken.
    if (cellWidth(clause.join(" ")) <= room - INDENT.length) add(clause.join(" "));
    else for (const unit of clause) add(unit);
  }
  return [...lines, line];
}

/** A command on lines of its own, below a sentence. */
export function commandLines(command: string, { colors, shell, width }: Style): string[] {
  return foldCommand(command, width - INDENT.length, shell).map((line) => INDENT + colors.cyan(line));
}

function wordsOf(command: string, breakable: readonly boolean[]): string[] {
  const words: string[] = [];
  let word = "";
  for (let at = 0; at < command.length; at++) {
    if (!breakable[at]) word += command[at];
    else if (word !== "") {
      words.push(word);
      word = "";
    }
  }
  return word === "" ? words : [...words, word];
}

/** Joins each option with the word after it, if both fit on a line. */
function units(words: readonly string[], room: number): string[] {
  const joined: string[] = [];
  for (const [index, word] of words.entries()) {
    const before = words[index - 1];
    const isValue = before?.startsWith("-") && !word.startsWith("-") && !OPERATOR.test(word);
    if (isValue && cellWidth(`${before} ${word}`) <= room) joined.push(`${joined.pop()} ${word}`);
    else joined.push(word);
  }
  return joined;
}

/** Splits before `&&`, `||` and `|`. */
function clauses(parts: readonly string[]): string[][] {
  const result: string[][] = [[]];
  for (const part of parts) {
    if (OPERATOR.test(part)) result.push([part]);
    else result.at(-1)?.push(part);
  }
  return result;
}
