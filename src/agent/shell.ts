import { KeylatchError } from "../errors.ts";
import { singleQuoted } from "../singleQuoted.ts";
import { type Word, WordReader } from "./shellWords.ts";

/** One command of a shell script. */
export interface SimpleCommand {
  readonly assignments: readonly Assignment[];
  readonly words: readonly string[];
  readonly outputs: readonly string[];
  /** Files that it adds to. */
  readonly appends: readonly string[];
  /** Text on its standard input, of a here-document. */
  readonly input: string;
}

/** A variable and its value. */
export interface Assignment {
  readonly name: string;
  readonly value: string;
}

/** Reserved words of the shell that may precede a command. */
const KEYWORDS = /^(?:if|then|else|elif|while|until|do|!|\{|time|coproc)$/;

/** Limits against hostile scripts, which double values on every line: deepest nesting of `$(…)`, and most UTF-16 units of a value. */
const DEEPEST = 40;
const LONGEST_VALUE = 10_000;

/**
 * The commands of a shell script, in order, including those in `$(…)`, backticks and brackets. Variables that the script
 * sets are substituted. A syntax error does not stop it.
 * @throws {KeylatchError} `agent-command` if it is nested too deeply
 */
export function commandsOf(
  script: string,
  known: Map<string, string> = new Map(),
  depth = 0,
): SimpleCommand[] {
  if (depth > DEEPEST) throw tooDeep();
  const found: SimpleCommand[] = [];
  const reader = new WordReader(script, known, (inner) => {
    for (const command of commandsOf(inner, known, depth + 1)) found.push(command);
  });
  for (let command = nextCommand(reader); command !== null; command = nextCommand(reader)) {
    const lasting = command.words.length === 0 ? command.assignments : exported(command);
    for (const { name, value } of lasting) known.set(name, value.slice(0, LONGEST_VALUE));
    if (command.words.length + command.assignments.length + command.outputs.length > 0) found.push(command);
  }
  return found;
}

/** The error for a command nested too deeply to be read, which may hide anything. */
export function tooDeep(): KeylatchError {
  return new KeylatchError("agent-command", "the command is nested too deeply to be read", {
    hint: "Split it into several.",
  });
}

/** Parses the word `NAME=value`; `null` for any other word. */
export function assignment(word: string): Assignment | null {
  const match = /^([A-Za-z_]\w*)\+?=(.*)$/s.exec(word);
  return match === null ? null : { name: match[1] as string, value: match[2] as string };
}

/** Joins words to a command line, each in quotes. */
export function quoted(words: readonly string[]): string {
  return words.map(singleQuoted).join(" ");
}

function exported({ words: [first, ...rest] }: SimpleCommand): Assignment[] {
  if (!/^(?:export|declare|typeset|local|readonly)$/.test(first ?? "")) return [];
  return rest.flatMap((word) => assignment(word) ?? []);
}

function nextCommand(reader: WordReader): SimpleCommand | null {
  if (reader.atEnd()) return null;
  const assignments: Assignment[] = [];
  const words: string[] = [];
  const outputs: string[] = [];
  const appends: string[] = [];
  const bodies: (() => string)[] = [];
  for (let word = reader.next(); word.kind !== "end"; word = reader.next()) {
    if (word.kind === "output") outputs.push(...texts(reader.next()));
    else if (word.kind === "append") appends.push(...texts(reader.next()));
    else if (word.kind === "input") texts(reader.next());
    else if (word.kind === "here") bodies.push(word.body);
    else {
      for (const text of texts(word)) {
        const set = words.length === 0 ? assignment(text) : null;
        if (set !== null) assignments.push(set);
        else if (words.length > 0 || !KEYWORDS.test(text)) words.push(text);
      }
    }
  }
  return { assignments, words, outputs, appends, input: bodies.map((body) => body()).join("\n") };
}

function texts(word: Word): readonly string[] {
  return word.kind === "words" ? word.texts : [];
}
