import type { Io } from "./io.ts";

/**
 * Runs the command that the process was started with.
 * @param stdin what was already read of standard input; all of it
 */
export async function begin(stdin?: Io["stdin"]): Promise<void> {
  const { start } = await import("./start.ts").catch(notInstalled);
  await start(stdin);
}

/** Without a part of it nothing can say so but this file. */
function notInstalled(error: Error): never {
  const [what] = error.message.split("\n");
  process.stderr.write(`✖ keylatch is not installed as a whole (${what}), so nothing was checked\n`);
  process.stderr.write("  Install the packages again: npm ci\n");
  process.exit(2);
}
