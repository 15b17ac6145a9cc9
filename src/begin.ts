import type { Io } from "./io.ts";

/** Below this major version of Node it ends in the middle, with a word about something else. 18 is not tested, and does. */
const OLDEST = 18;

/**
 * Runs the command that the process was started with.
 * @param stdin what was already read of standard input; all of it
 */
export async function begin(stdin?: Io["stdin"]): Promise<void> {
  const { node } = process.versions;
  if (Number.parseInt(node, 10) < OLDEST)
    refuse(
      `keylatch needs Node 20 or newer, and this is ${node}`,
      "Git's clients with windows may find another one than your terminal: npx keylatch doctor",
    );
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
  if (/uv_cwd|getcwd/.test(error.message))
    refuse("the current folder does not exist any more", "Go to one that does: cd ..");
  const [what] = error.message.split("\n");
  refuse(`keylatch is not installed as a whole (${what})`, "Install the packages again: npm ci");
}

function refuse(why: string, way: string): never {
  process.stderr.write(`✖ ${why}, so nothing was checked\n  ${way}\n`);
  process.exit(2);
}
