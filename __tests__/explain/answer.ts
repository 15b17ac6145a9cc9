import { explain } from "../../src/commands/explain.ts";
import type { ExitCode, Io } from "../../src/io.ts";

/** What `keylatch explain` writes to something that is no terminal. */
export async function answer(
  id: string | undefined,
  { noColor = false, ...values }: { format?: string; store?: string; lang?: string; noColor?: boolean } = {},
  stdout: Partial<Io["stdout"]> = {},
  env: Io["env"] = {},
): Promise<{ code: ExitCode; text: string }> {
  let text = "";
  const io = ioTo((part) => (text += part), stdout, env);
  const flags = new Set(noColor ? ["no-color"] : []);
  return { code: await explain(io, { values, flags, positionals: id === undefined ? [] : [id] }), text };
}

/** Nothing is read, and all that is written goes to one place. */
export function ioTo(write: (part: string) => void, stdout: Partial<Io["stdout"]>, env: Io["env"]): Io {
  return {
    argv: [],
    env,
    cwd: "/",
    stdin: (async function* () {})(),
    stdout: { write, ...stdout },
    stderr: { write },
  };
}
