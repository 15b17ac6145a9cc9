import type { Io } from "./io.ts";

/**
 * Runs the command that the process was started with.
 * @param stdin what was already read of standard input; all of it
 */
export async function begin(stdin?: Io["stdin"]): Promise<void> {
  try {
    const { start } = await import("./start.ts");
    await start(stdin);
  } catch (error) {
    notInstalled(error as Error);
  }
}

/** Says what the command itself cannot, for a file of it is missing or empty. */
function notInstalled(error: Error): never {
  // In a folder that was deleted no process knows where it is.
  if (/uv_cwd|getcwd/.test(error.message)) {
    process.stderr.write("✖ the current folder does not exist any more, so nothing was checked\n");
    process.stderr.write("  Go to one that does: cd ..\n");
    process.exit(2);
  }
  const [what] = error.message.split("\n");
  process.stderr.write(`✖ keylatch is not installed as a whole (${what}), so nothing was checked\n`);
  process.stderr.write("  Install the packages again: npm ci\n");
  process.exit(2);
}
