import type { Io } from "./io.ts";
import { main } from "./main.ts";
import { errorText } from "./report/errorText.ts";

for (const name of ["stdout", "stderr"] as const) {
  process[name].on("error", (error: NodeJS.ErrnoException) => {
    // A reader that goes away (`keylatch scan | head`) is no failure of ours.
    if (error.code === "EPIPE") return;
    if (name === "stdout")
      process.stderr.write(`keylatch: the answer could not be written to standard output (${error.code})\n`);
    // Neither "clean" nor a finding, whatever the verdict was.
    process.exit(2);
  });
}

/**
 * Runs the command that the process was started with, and ends it with its exit code.
 * @param stdin what was already read of standard input; all of it
 */
export async function start(stdin?: Io["stdin"]): Promise<void> {
  const io: Io = {
    argv: process.argv.slice(2),
    env: process.env,
    cwd: process.cwd(),
    // Opening standard input takes time: only who reads it pays.
    get stdin() {
      return stdin ?? process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
  };
  // What fails where nobody waits for it: node itself would show its message, which may quote what was being read.
  process.on("uncaughtException", (error) => {
    process.stderr.write(errorText(error, io));
    process.exit(2);
  });
  process.exitCode = await main(io);
  await written(process.stdout);
  await written(process.stderr);
  // By itself node would wait for its compiler, whose code will not run any more.
  process.exit();
}

/** Waits until all was handed over; for ever where that fails, for `error` above ends the process then. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write("", (error) => error ?? resolve()));
}
