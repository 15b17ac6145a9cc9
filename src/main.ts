import { findCommand, parseArguments, unknownCommand } from "./cli.ts";
import { commands } from "./commandTable.ts";
import type { ExitCode, Io } from "./io.ts";
import { errorText } from "./report/errorText.ts";
import { commandHelpText, helpText } from "./report/helpText.ts";
import { programOf } from "./report/style.ts";
import { version } from "./version.ts";

/** Runs one command and returns its exit code; prints any error and returns 2. */
export async function main(io: Io): Promise<ExitCode> {
  try {
    return await run(io);
  } catch (error) {
    io.stderr.write(errorText(error, io));
    return 2;
  }
}

async function run(io: Io): Promise<ExitCode> {
  const [first] = io.argv;
  if (first === undefined) {
    io.stderr.write(helpText(commands));
    return 2;
  }
  if (first === "--version" || first === "-v") {
    io.stdout.write(`${version}\n`);
    return 0;
  }
  if (first === "--help" || first === "-h" || first === "help") {
    const named = first === "help" ? io.argv.slice(1) : [];
    const wanted = named.length === 0 ? null : (findCommand(named) ?? unknownCommand(named));
    io.stdout.write(
      wanted === null ? helpText(commands) : commandHelpText(wanted.command, programOf(io.env)),
    );
    return 0;
  }
  const { command, rest } = findCommand(io.argv) ?? unknownCommand(io.argv);
  const args = parseArguments(command, rest);
  if (args !== null) return command.run(io, args);
  io.stdout.write(commandHelpText(command, programOf(io.env)));
  return 0;
}
