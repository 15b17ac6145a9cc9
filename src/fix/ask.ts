import type { Io } from "../io.ts";

/** Whether there is a person to ask: standard input and output are a terminal. */
export function canAsk(io: Io): boolean {
  return io.stdin.isTTY === true && io.stdout.isTTY === true;
}

/** Asks a question on stderr; any answer but "y" or "yes" is a no. */
export async function ask(io: Io, question: string): Promise<boolean> {
  io.stderr.write(question);
  let answer = "";
  for await (const chunk of io.stdin) {
    answer += chunk.toString();
    if (answer.includes("\n")) break;
  }
  return /^\s*y(?:es)?\s*$/i.test(answer);
}
