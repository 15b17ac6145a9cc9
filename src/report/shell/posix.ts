import { singleQuoted } from "../../singleQuoted.ts";
import type { Quoting, Reading, Shell } from "./shellSyntax.ts";
import { UNPASTABLE } from "./unpastable.ts";

/** sh, bash, zsh, ksh and dash. */
export const posix: Shell = {
  name: "posix",
  continued: " \\",
  quote,
  within,
  read: readCommand,
  chain: (...commands) => commands.join(" && "),
  translate: (command) => command,
};

/** Characters without a meaning to any POSIX shell, in any context. */
const PLAIN = /^[\w.@:/+-]+$/;

/**
 * Quotes one argument for a POSIX shell. Names with control or invisible characters become `$'…'`, which POSIX sh of 2024,
 * bash, zsh and ksh know. A leading dash is not handled: use `--`.
 */
function quote(value: string): string {
  if (PLAIN.test(value)) return value;
  return UNPASTABLE.test(value) ? ansiQuote(value) : singleQuoted(value);
}

function ansiQuote(value: string): string {
  const body = Array.from(value, (character) => {
    if (character === "'" || character === "\\") return `\\${character}`;
    if (!UNPASTABLE.test(character)) return character;
    // Octal escapes have a fixed length; shells disagree on how many digits follow \x.
    return Array.from(Buffer.from(character), (byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
  });
  return `$'${body.join("")}'`;
}

/** Closes the surrounding quotes, adds the quoted value, and opens them again. */
function within(quoting: Quoting, value: string): string {
  if (PLAIN.test(value)) return value;
  const mark = { bare: "", single: "'", double: '"' }[quoting];
  return mark + quote(value) + mark;
}

type Layer = "bare" | "(" | "single" | "ansi" | "double";

/** Parses quotes, backslashes, `$(…)` and comments of a POSIX shell command. */
function readCommand(command: string): Reading {
  const quoting: Quoting[] = [];
  const breakable: boolean[] = [];
  const layers: Layer[] = ["bare"];
  let [escaped, comment] = [false, false];

  for (let at = 0; at < command.length; at++) {
    const character = command[at] as string;
    const layer = layers.at(-1) as Layer;
    const bare = layer === "bare" || layer === "(";
    quoting.push(bare ? "bare" : layer === "double" ? "double" : "single");
    breakable.push(bare && !escaped && !comment && character === " " && !layers.includes("double"));

    if (escaped) escaped = false;
    else if (comment) continue;
    else if (character === "\\" && layer !== "single") escaped = true;
    else if (layer === "single" || layer === "ansi") {
      if (character === "'") layers.pop();
    } else if (character === '"') {
      if (layer === "double") layers.pop();
      else layers.push("double");
    } else if (character === "(" && (bare || command[at - 1] === "$")) layers.push("(");
    else if (bare && character === "'") layers.push(command[at - 1] === "$" ? "ansi" : "single");
    else if (layer === "(" && character === ")") layers.pop();
    else if (bare && character === "#" && (at === 0 || command[at - 1] === " ")) comment = true;
  }
  return {
    quoting,
    breakable,
    complete: layers.length === 1 && !escaped && !comment && !command.includes("<<"),
  };
}
