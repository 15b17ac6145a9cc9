import { randomBytes, randomInt } from "node:crypto";
import { join } from "node:path";
import type { Repo } from "../git/repo.ts";
import { type Attempt, hooksFolder, shortPath, type Trial, tryHooks } from "../git/trial.ts";
import type { Worktree } from "../git/worktrees.ts";
import { causesOf, failuresOf, ownHook } from "./causes.ts";
import type { Cause, Diagnosis, Fate, Fates } from "./diagnosis.ts";
import { furnish } from "./furnish.ts";

/**
 * Sends a made-up key through the real hooks of a work tree, with the user's PATH and with a short one.
 * @param main top of the main work tree, when this one is linked to it
 */
export async function examine(
  repo: Repo,
  { io, path, isCurrent }: Worktree,
  main: string | null,
): Promise<Diagnosis> {
  const at = { ...io, cwd: path };
  const hooks = await hooksFolder(at);
  const hook = ownHook(hooks, "pre-commit");
  const { id, text } = madeUpKey();
  const attempt: Attempt = {
    hooks,
    file: { path: "keylatch-doctor.env", text },
    prepare: (folder) => furnish(folder, path, hook),
    ...(main !== null && { prepareMain: (folder: string) => furnish(folder, main, hook) }),
  };
  const trial = await tryHooks(repo.env, attempt);
  const fates = fatesOf(trial, id);
  const isStopped = fates.commit === "stopped" && fates.push === "stopped";
  const causes = isStopped
    ? []
    : [...failuresOf(trial, id, "PATH"), ...(await causesOf(at, path, main, hooks))];
  if (causes.length === 0) causes.push(...ignored(fates, hooks));
  // On Windows all programs have the user's PATH.
  const short = process.platform === "win32" || !isStopped ? null : await shortPath(at);
  const again = short === null ? null : await tryHooks(repo.env, { ...attempt, path: short });
  return {
    path,
    isCurrent,
    ...fates,
    shortPath: again === null ? null : fatesOf(again, id),
    causes: distinct([...causes, ...(again === null ? [] : failuresOf(again, id, "/usr/bin:/bin"))]),
  };
}

/** An SES SMTP credential that nobody has: the id of a possible account, 0x04 and random bytes. */
function madeUpKey(): { id: string; text: string } {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const some = (count: number) => Array.from({ length: count }, () => letters[randomInt(32)]).join("");
  const id = `AKIA${"QRSTUVWXYZ"[randomInt(10)]}${some(15)}`;
  const password = Buffer.concat([Buffer.of(4), randomBytes(32)]).toString("base64");
  return { id, text: `SES_SMTP_USER=${id}\nSES_SMTP_PASS=${password}\n` };
}

/** Hooks that seem to be in order but let the key through. */
function ignored({ commit, push }: Fates, hooks: string): Cause[] {
  const open = [...(commit === "passed" ? ["pre-commit"] : []), ...(push === "passed" ? ["pre-push"] : [])];
  return open.map((name) => ({ kind: "unexplained", where: ownHook(hooks, name) }));
}

function fatesOf({ commit, push }: Trial, id: string): Fates {
  const fate = (output: string | null): Fate =>
    output === null ? "passed" : output.includes(id) ? "stopped" : "failed";
  return { commit: fate(commit), push: fate(push) };
}

function distinct(causes: readonly Cause[]): Cause[] {
  return [...new Map(causes.map((cause) => [JSON.stringify(cause), cause])).values()];
}

/** The folder to put on a PATH so that hooks find node. */
export const nodeFolder = join(process.execPath, "..");
