import type { Command } from "../commandOptions.ts";
import { commandWithProgram } from "./withProgram.ts";

/** What `keylatch --help` prints. */
export function helpText(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `keylatch keeps AWS SES and MuleSoft Anypoint keys out of a git repository.
usage: keylatch COMMAND [ARGUMENTS]

${lines.join("\n")}

keylatch COMMAND --help describes a command; --version prints the version.
exit codes: 0 clean or overridden, 1 something blocks, 2 it could not be checked
`;
}

/** What `keylatch COMMAND --help` prints. @param program {@link Style.program}, for the example */
export function commandHelpText(command: Command, program: string): string {
  const words = [
    "keylatch",
    command.name,
    ...(Object.keys(command.options).length > 0 ? ["[OPTIONS]"] : []),
    ...command.positionals,
  ];
  const names = Object.entries(command.options).map(([name, option]) => ({
    left: `--${name}${option.value === undefined ? "" : ` ${option.value}`}`,
    right: option.help,
  }));
  const width = Math.max(0, ...names.map(({ left }) => left.length));
  const options = names.map(({ left, right }) => `  ${left.padEnd(width)}  ${right}`);
  return `${command.summary}

usage: ${words.join(" ")}
${options.length === 0 ? "" : `\n${options.join("\n")}\n`}
example: ${commandWithProgram(command.example, program)}
`;
}
