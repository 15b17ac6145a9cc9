import { spawnSync } from "node:child_process";
import type { Io } from "../io.ts";

/** How long a package manager may take to bring its lock file up to date, in milliseconds. */
const PATIENCE = 120_000;

/** Runs husky or a package manager to its end; its exit code, or `null` when it could not be started or took too long. */
export function runProgram(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Io["env"],
): number | null {
  // On Windows package managers are .cmd files, which only a shell starts; the arguments are constants of ours.
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
