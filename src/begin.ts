import type { Io } from "./io.ts";

/** Older major versions of Node fail halfway with a misleading error. 18 works, but is not tested. */
const OLDEST = 18;

/**
 * Entry point of every executable: checks that keylatch can run here, then loads and runs the command. It has no imports
 * at run time, so that an old Node or an incomplete installation gets an error of ours.
 * @param stdin all of standard input, where the caller has read it already
 */
export async function begin(stdin?: Io["stdin"]): Promise<void> {
  const { node } = process.versions;
  if (Number.parseInt(node, 10) < OLDEST)
    refuse(
      `keylatch needs Node 20 or newer, and this is ${node}`,
      "A git client with windows may find another Node than your terminal does: npx keylatch doctor",
    );
  try {
    const { start } = await import("./start.ts");
    await start(stdin);
  } catch (error) {
    notInstalled(error as Error);
  }
}

/** Reports what `main` cannot, because one of its own files is missing or empty. */
function notInstalled(error: Error): never {
  // In a deleted folder process.cwd() throws.
  if (/uv_cwd|getcwd/.test(error.message))
    refuse("the current folder does not exist any more", "Go to one that does: cd ..");
  const [what] = error.message.split("\n");
  refuse(`keylatch is not installed completely (${what})`, "Install the packages again: npm ci");
}

function refuse(why: string, way: string): never {
  process.stderr.write(`✖ ${why}, so nothing was checked\n  ${way}\n`);
  process.exit(2);
}
