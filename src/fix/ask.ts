import type { Io } from "../io.ts";

/** Whether there is a person to ask: a terminal on both sides. */
export function canAsk(io: Io): boolean {
  return io.stdin.isTTY === true && io.stdout.isTTY === true;
}

/** Asks for one line; anything but a yes is a no. */
export async function ask(io: Io, question: string): Promise<boolean> {
  io.stderr.write(question);
  let answer = "";
  for await (const chunk of io.stdin) {
    answer += chunk.toString();
    if (answer.includes("\n")) break;
  }
  return /^\s*y(?:es)?\s*$/i.test(answer);
}
