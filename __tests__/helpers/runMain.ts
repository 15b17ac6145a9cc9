import type { ExitCode, Io } from "../../src/io.ts";
import { main } from "../../src/main.ts";
import type { TestRepo } from "./repo.ts";

/** Runs a command in this process, in a repository; what it wrote to each stream. */
export async function runMain(
  repo: TestRepo,
  argv: readonly string[],
  options: { readonly input?: string; readonly env?: Io["env"]; readonly cwd?: string } = {},
): Promise<{ code: ExitCode; stdout: string; stderr: string }> {
  const written = { stdout: "", stderr: "" };
  const stream = (name: keyof typeof written) => ({
    write: (text: string) => (written[name] += text),
    columns: 80,
  });
  const code = await main({
    argv,
    env: { ...repo.env, ...options.env },
    cwd: options.cwd ?? repo.dir,
    stdin: (async function* () {
      yield Buffer.from(options.input ?? "");
    })(),
    stdout: stream("stdout"),
    stderr: stream("stderr"),
  });
  return { code, ...written };
}
