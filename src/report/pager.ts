import { spawnSync } from "node:child_process";
import type { Io } from "../io.ts";

/** Quit when it fits on one screen, keep colours, leave the text on the screen: as git calls it. */
const LESS = { LESS: "FRX", LESSCHARSET: "utf-8" };

/** Writes a long text; on a terminal through the person's pager. A pager that cannot be started is no failure. */
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
  // An error is not asked for: a pager that is left early has one, and so has one that is not there when the text comes late.
  const shellStarted = status !== null || signal !== null;
  // PAGER may hold options, so the shell reads it. It answers 127 for a program that is not there, 126 for one it may not run.
  return shellStarted && status !== 126 && status !== 127;
}
