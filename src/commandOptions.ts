import { KeylatchError } from "./errors.ts";
import type { ExitCode, Io } from "./io.ts";
import type { ReportOptions } from "./report/report.ts";

/** An option of a command, for the parser and for the help text. */
export interface Option {
  readonly type: "string" | "boolean";
  /** Placeholder for the value in the help text; absent for a boolean. */
  readonly value?: string;
  readonly help: string;
  readonly choices?: readonly string[];
}

/** A parsed command line, checked against the command's options. */
export interface Arguments {
  /** The options that have a value, by name. */
  readonly values: Readonly<Record<string, string | undefined>>;
  /** The names of the options without a value. */
  readonly flags: ReadonlySet<string>;
  readonly positionals: readonly string[];
}

export interface Command {
  /** One or two words. */
  readonly name: string;
  readonly summary: string;
  /** Arguments as the help shows them; a final `…` allows any number. */
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, Option>>;
  readonly example: string;
  run(io: Io, args: Arguments): Promise<ExitCode>;
}

/** An option that takes one of a few values; its help text lists them by default. */
export function oneOf(value: string, choices: readonly string[], help = choices.join(", ")): Option {
  return { type: "string", value, help, choices };
}

/** Output options of a command, with the formats that it supports. */
export function answerIn(...formats: readonly string[]): Command["options"] {
  return { format: oneOf("FORMAT", formats), "no-color": { type: "boolean", help: "plain text" } };
}

/** Output options of a command that reports a verdict. */
export const REPORT = answerIn("text", "json", "sarif");
/** Output options of a command that prints a list. */
export const LIST = answerIn("text", "json");

/** The output options given on a command line. */
export function reportOptions({ values, flags }: Arguments): ReportOptions {
  return { format: (values.format ?? "text") as ReportOptions["format"], noColor: flags.has("no-color") };
}

/**
 * The error for a command line that makes no sense.
 * @param meant the argument that was probably meant
 */
export function usage(message: string, command: string, meant?: string): KeylatchError {
  const guess = meant === undefined ? "" : `Did you mean "${meant}"? `;
  return new KeylatchError("usage", message, { hint: `${guess}See \`keylatch ${command} --help\`.` });
}
