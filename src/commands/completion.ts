import { type Arguments, type Command, usage } from "../commandOptions.ts";
import { bashCompletion } from "../completion/bash.ts";
import { fishCompletion } from "../completion/fish.ts";
import { grammars, shells } from "../completion/grammar.ts";
import { zshCompletion } from "../completion/zsh.ts";
import type { ExitCode, Io } from "../io.ts";

const WRITERS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

/** Prints a script that completes keylatch's commands and options in a shell. @throws {KeylatchError} `usage` */
export async function completion(
  io: Io,
  { positionals }: Arguments,
  commands: readonly Command[],
): Promise<ExitCode> {
  const shell = shells.find((name) => name === positionals[0]);
  if (shell === undefined) throw usage(`SHELL must be one of ${shells.join(", ")}`, "completion");
  io.stdout.write(WRITERS[shell](grammars(commands)));
  return 0;
}
