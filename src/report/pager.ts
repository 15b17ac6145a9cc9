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
  // PAGER may hold options, so the shell reads it. It answers 127 for a program that is not there, 126 for one it may not run.
  const { error, status } = spawnSync(pager, {
    shell: true,
    input: text,
    stdio: ["pipe", "inherit", "ignore"],
    env: { ...LESS, ...env },
  });
  const closedEarly = (error as NodeJS.ErrnoException | undefined)?.code === "EPIPE";
  return closedEarly || (error === undefined && status !== 126 && status !== 127);
}
