import { parseArgs } from "node:util";
import { type Arguments, type Command, usage } from "./commandOptions.ts";
import { commands } from "./commandTable.ts";
import { nearest } from "./config/nearest.ts";
import { KeylatchError } from "./errors.ts";

const HELP: readonly string[] = ["--help", "-h"];

/** The command that the arguments name, and the arguments after it; `null` if there is none. */
export function findCommand(argv: readonly string[]): { command: Command; rest: readonly string[] } | null {
  for (const length of [2, 1]) {
    const name = argv.slice(0, length).join(" ");
    const command = commands.find((candidate) => candidate.name === name);
    if (command !== undefined) return { command, rest: argv.slice(length) };
  }
  // The first word of a two-word command, to ask for help: `override --help`, `help override`.
  const [half, ...rest] = argv;
  const whole = commands.find(({ name }) => name.startsWith(`${half} `));
  return whole !== undefined && rest.every((word) => HELP.includes(word)) ? { command: whole, rest } : null;
}

/** Rejects arguments that name no command. @throws {KeylatchError} `usage`, always */
export function unknownCommand(argv: readonly string[]): never {
  const names = commands.map((command) => command.name);
  const word = argv[0] ?? "";
  if (word.startsWith("-"))
    throw new KeylatchError("usage", `"${word}" is not an option of keylatch itself`, {
      hint: "Options of a command come after it. See `keylatch --help`.",
    });
  const begun = word === "" ? undefined : names.find((name) => name.startsWith(word));
  const closest = begun ?? nearest(argv.slice(0, 2).join(" "), names) ?? nearest(word, names);
  throw new KeylatchError("usage", `"${word}" is not a command`, {
    hint: `${closest === null ? "" : `Did you mean \`keylatch ${closest}\`? `}See \`keylatch --help\`.`,
  });
}

/**
 * Parses the arguments after a command's name.
 * @returns `null` if they ask for help
 * @throws {KeylatchError} `usage`
 */
export function parseArguments(command: Command, rest: readonly string[]): Arguments | null {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, { type }]) => [name, { type }]),
  );
  let parsed: { values: Record<string, string | true>; positionals: string[] };
  try {
    parsed = parseArgs({
      args: [...rest],
      options: { ...options, help: { type: "boolean", short: "h" } },
      allowPositionals: true,
      strict: true,
    }) as typeof parsed;
  } catch (error) {
    // "Unknown option '--x'. To specify a positional argument starting with a '-', …"
    const message = (error as Error).message.split(/\.\s/)[0] as string;
    const unknown = /^Unknown option '--(.+)'$/.exec(message)?.[1];
    const closest = unknown === undefined ? null : nearest(unknown, [...Object.keys(options), "help"]);
    throw usage(message, command.name, closest === null ? undefined : `--${closest}`);
  }
  const { positionals } = parsed;
  const given = Object.entries(parsed.values);
  const values = Object.fromEntries(given.filter((entry): entry is [string, string] => entry[1] !== true));
  const flags = new Set(given.filter(([, value]) => value === true).map(([name]) => name));
  if (flags.has("help")) return null;
  for (const [name, { choices }] of Object.entries(command.options)) {
    const value = values[name];
    if (choices !== undefined && value !== undefined && !choices.includes(value))
      throw usage(`--${name} must be one of ${choices.join(", ")}`, command.name);
  }
  const named = command.positionals.filter((word) => word !== "…");
  const required = named.filter((word) => !word.startsWith("["));
  if (positionals.length < required.length)
    throw usage(`${required[positionals.length]} is missing`, command.name);
  if (positionals.length > named.length && !command.positionals.includes("…"))
    throw usage(`"${positionals[named.length]}" is one argument too many`, command.name);
  return { values, flags, positionals };
}
