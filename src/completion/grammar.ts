import { detectors } from "../../detectors/index.ts";
import type { Command } from "../commandOptions.ts";

/** The supported shells. */
export const shells = ["bash", "zsh", "fish"] as const;

/** What can be completed: one of some words, the name of a file, or nothing (`free`). */
export type Values = readonly string[] | "files" | "free";

export interface Switch {
  /** Without its dashes. */
  readonly name: string;
  readonly help: string;
  /** `null` for a switch without a value. */
  readonly values: Values | null;
}

/** A command as a completion script needs it. */
export interface Grammar {
  /** One or two words. */
  readonly name: string;
  readonly summary: string;
  readonly switches: readonly Switch[];
  readonly positionals: Values;
  /** Second words of commands that begin with this one: `verify` for `audit`. */
  readonly seconds: readonly { readonly word: string; readonly summary: string }[];
}

/** The table of commands as grammars, including first words that are not commands themselves (`override`). */
export function grammars(commands: readonly Command[]): Grammar[] {
  const pairs = commands.flatMap(({ name, summary }) => {
    const [first, word] = name.split(" ") as [string, string | undefined];
    return word === undefined ? [] : [{ first, word, summary }];
  });
  const secondsOf = (name: string) => pairs.filter(({ first }) => first === name);
  const bare = [...new Set(pairs.map(({ first }) => first))].filter(
    (first) => !commands.some(({ name }) => name === first),
  );
  return [
    ...commands.map((command) => ({
      name: command.name,
      summary: command.summary,
      switches: [...switchesOf(command), { name: "help", help: "more about this command", values: null }],
      positionals: positionalsOf(command),
      seconds: secondsOf(command.name),
    })),
    ...bare.map((name) => ({
      name,
      summary: secondsOf(name)
        .map(({ word }) => word)
        .join(", "),
      switches: [],
      positionals: "free" as const,
      seconds: secondsOf(name),
    })),
  ];
}

function switchesOf({ options }: Command): Switch[] {
  return Object.entries(options).map(([name, { value, help, choices }]) => ({
    name,
    help,
    values: value === undefined ? null : (choices ?? (/^F(?:ILE)?$/.test(value) ? "files" : "free")),
  }));
}

function positionalsOf({ positionals }: Command): Values {
  switch (positionals[0]?.replace(/[[\]]/g, "")) {
    case "PATH":
      return "files";
    case "ID":
      return detectors.map(({ id }) => id);
    case "SHELL":
      return shells;
    default:
      return "free";
  }
}
