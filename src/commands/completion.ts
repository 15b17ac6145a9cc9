import type { Command } from "../commandOptions.ts";
import { bashCompletion } from "../completion/bash.ts";
import { fishCompletion } from "../completion/fish.ts";
import { type Grammar, grammars, type Shell } from "../completion/grammar.ts";
import { zshCompletion } from "../completion/zsh.ts";
import type { ExitCode, Io } from "../io.ts";

const WRITERS: Readonly<Record<Shell, (grammars: readonly Grammar[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** Prints a script that completes keylatch's commands and options in a shell. */
export async function completion(io: Io, shell: Shell, commands: readonly Command[]): Promise<ExitCode> {
  io.stdout.write(WRITERS[shell](grammars(commands)));
  return 0;
}
