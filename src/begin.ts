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

/** What keylatch itself cannot say, for a part of it is missing or empty. */
function notInstalled(error: Error): never {
  // Nobody can say where they are in a folder that is gone.
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
