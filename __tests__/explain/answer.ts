import { type ExplainOptions, explain } from "../../src/commands/explain.ts";
import type { ExitCode, Io } from "../../src/io.ts";

/** What `keylatch explain` writes to something that is no terminal. */
export async function answer(
  id: string | undefined,
  options: Partial<ExplainOptions> = {},
  stdout: Partial<Io["stdout"]> = {},
  env: Io["env"] = {},
): Promise<{ code: ExitCode; text: string }> {
  let text = "";
  const output = { write: (part: string) => (text += part) };
  const io: Io = {
    argv: [],
    env,
    cwd: "/",
    stdin: (async function* () {})(),
    stdout: { ...output, ...stdout },
    stderr: output,
  };
  return { code: await explain(io, id, { format: "text", ...options }), text };
}
