import { spawnSync } from "node:child_process";
import type { Io } from "../io.ts";

/** As git runs it: quit if the text fits on one screen, keep colours, leave the text on the screen. */
const LESS = { LESS: "FRX", LESSCHARSET: "utf-8" };

/** Writes a long text, on a terminal through the user's pager. If the pager cannot be started, writes it directly. */
export function showPaged({ env, stdout }: Io, text: string): void {
  const pager = env.PAGER ?? "less";
  const plain = stdout.isTTY !== true || env.TERM === "dumb" || pager === "" || pager === "cat";
  if (plain || !ranPager(pager, env, text)) stdout.write(text);
}

function ranPager(pager: string, env: Io["env"], text: string): boolean {
  const { status, signal } = spawnSync(pager, {
    shell: true,
    input: text,
    stdio: ["pipe", "inherit", "ignore"],
    env: { ...LESS, ...env },
  });
  // `error` does not help: a pager that is quit early has one (EPIPE), and so may one that does not exist.
  const shellStarted = status !== null || signal !== null;
  // PAGER may contain options, so a shell runs it. It exits with 127 for a missing program, 126 for one it may not run.
  return shellStarted && status !== 126 && status !== 127;
}
