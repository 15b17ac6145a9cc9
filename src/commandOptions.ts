import { KeylatchError } from "./errors.ts";
import type { ExitCode, Io } from "./io.ts";
import type { ReportOptions } from "./report/report.ts";

/** An option of a command, for the parser and for the help text. */
export interface Option {
  readonly type: "string" | "boolean";
  /** What the value is called in the help; absent for switches. */
  readonly value?: string;
  readonly help: string;
  readonly choices?: readonly string[];
}

/** The values of a command line, checked against the command's options. */
export interface Arguments {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
}

export interface Command {
  /** One or two words. */
  readonly name: string;
  readonly summary: string;
  /** Arguments as the help shows them; `…` at the end allows any number. */
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, Option>>;
  readonly example: string;
  run(io: Io, args: Arguments): Promise<ExitCode>;
}

/** An option with a few values, which are its help unless there is more to say. */
export function oneOf(value: string, choices: readonly string[], help = choices.join(", ")): Option {
  return { type: "string", value, help, choices };
}

/** Options of a command that answers in one of some formats. */
export function answerIn(...formats: readonly string[]): Command["options"] {
  return { format: oneOf("FORMAT", formats), "no-color": { type: "boolean", help: "plain text" } };
}

/** Options of a command that answers with a verdict. */
export const REPORT = answerIn("text", "json", "sarif");
/** Options of a command that answers with a list. */
export const LIST = answerIn("text", "json");

/** How a command is to answer, from its options. */
export function reportOptions({ values }: Arguments): ReportOptions {
  return {
    format: (values.format ?? "text") as ReportOptions["format"],
    noColor: values["no-color"] === true,
  };
}

/**
 * A command line that cannot be carried out.
 * @param meant what was probably meant
 */
export function usage(message: string, command: string, meant?: string): KeylatchError {
  const guess = meant === undefined ? "" : `Did you mean "${meant}"? `;
  return new KeylatchError("usage", message, { hint: `${guess}See keylatch ${command} --help.` });
}
