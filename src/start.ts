import type { Io } from "./io.ts";
import { main } from "./main.ts";
import { errorText } from "./report/errorText.ts";

for (const name of ["stdout", "stderr"] as const) {
  process[name].on("error", (error: NodeJS.ErrnoException) => {
    // The reader may close the pipe: `keylatch scan | head`.
    if (error.code === "EPIPE") return;
    if (name === "stdout")
      process.stderr.write(`keylatch: the answer could not be written to standard output (${error.code})\n`);
    // Whatever the verdict was, a lost answer is an error.
    process.exit(2);
  });
}

/**
 * Runs the command in `process.argv` and ends the process with its exit code.
 * @param stdin all of standard input, where the caller has read it already
 */
export async function start(stdin?: Io["stdin"]): Promise<void> {
  const io: Io = {
    argv: process.argv.slice(2),
    env: process.env,
    cwd: process.cwd(),
    // Opened only when read, because opening it takes time.
    get stdin() {
      return stdin ?? process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
  };
  // An error outside of `main`'s promise. Node would print its message, which may quote the content being read.
  process.on("uncaughtException", (error) => {
    process.stderr.write(errorText(error, io));
    process.exit(2);
  });
  process.exitCode = await main(io);
  await written(process.stdout);
  await written(process.stderr);
  // Otherwise Node would wait for a compilation in the background that is no longer needed.
  process.exit();
}

/** Waits until everything was written; after an error it never resolves, because the handler above ends the process. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write("", (error) => error ?? resolve()));
}
