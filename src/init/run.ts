import { spawnSync } from "node:child_process";
import type { Io } from "../io.ts";

/** How long a package manager may take to update its lock file, in milliseconds. */
const PATIENCE = 120_000;

/** Runs husky or a package manager. @returns its exit code, or `null` if it could not be started or took too long */
export function runProgram(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Io["env"],
): number | null {
  // On Windows package managers are .cmd files, which only a shell can start; the arguments are our own constants.
  const shell = process.platform === "win32" && !/[\\/]/.test(command);
  const { status } = spawnSync(command, args, {
    cwd,
    env: env as NodeJS.ProcessEnv,
    shell,
    timeout: PATIENCE,
    stdio: "ignore",
    windowsHide: true,
  });
  return status;
}
