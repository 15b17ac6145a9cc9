import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { hooksPaths } from "../git/hooksPath.ts";
import type { GitIo } from "../git/run.ts";
import type { Trial } from "../git/trial.ts";
import { isExecutable } from "../init/files.ts";
import { callsKeylatch, endsEarly } from "../init/hookText.ts";
import { findProject } from "../init/project.ts";
import type { Cause } from "./diagnosis.ts";

/** The hook file that people edit: with husky, not the one that git runs. */
export function ownHook(hooks: string, name: string): string {
  return isHuskys(hooks) ? join(dirname(hooks), name) : join(hooks, name);
}

function isHuskys(hooks: string): boolean {
  return /[\\/]_$/.test(hooks);
}

/**
 * What is visibly wrong in a work tree.
 * @param top of the work tree
 * @param main top of the main work tree, when this one is linked to it: packages are looked for there too
 * @param hooks where git looks for its hooks
 */
export async function causesOf(io: GitIo, top: string, main: string | null, hooks: string): Promise<Cause[]> {
  const { folder } = findProject(top, top);
  const isInstalled = [top, ...(main === null ? [] : [main])].some(hasKeylatch);
  return [
    ...(await huskyOff(io)),
    ...(io.env.KEYLATCH_OVERRIDE === undefined
      ? []
      : [{ kind: "override", where: "the environment" } as const]),
    ...(await elsewhere(io, top, hooks)),
    ...(existsSync(hooks) ? [] : [{ kind: "no-hooks-folder", where: hooks } as const]),
    ...(await hookCauses(hooks, "pre-commit")),
    ...(await hookCauses(hooks, "pre-push")),
    ...(isInstalled ? [] : [{ kind: "not-installed", where: folder } as const]),
  ];
}

function hasKeylatch(top: string): boolean {
  const { folder, isPnp } = findProject(top, top);
  return isPnp || existsSync(join(folder, "node_modules/keylatch"));
}

/** Path of husky's configuration file, which each of its hooks reads. */
export function huskySettings({ env }: GitIo): string {
  return join(env.XDG_CONFIG_HOME || join(env.HOME ?? "", ".config"), "husky/init.sh");
}

async function huskyOff(io: GitIo): Promise<Cause[]> {
  const settings = huskySettings(io);
  const isOff = /^[^#\n]*\bHUSKY=["']?0\b/m.test(await textOf(settings));
  return [
    ...(io.env.HUSKY === "0" ? [{ kind: "husky-off", where: "the environment" } as const] : []),
    ...(isOff ? [{ kind: "husky-off", where: settings } as const] : []),
  ];
}

/** A `core.hooksPath` that names another folder than this work tree's hooks. */
async function elsewhere(io: GitIo, top: string, hooks: string): Promise<Cause[]> {
  const set = (await hooksPaths(io)).at(-1);
  if (set === undefined || isHuskys(hooks) || hooks.startsWith(join(top, ".husky"))) return [];
  return [{ kind: "hooks-elsewhere", where: `${set.value} in the ${set.scope} configuration` }];
}

async function hookCauses(hooks: string, name: string): Promise<Cause[]> {
  const [path, own] = [join(hooks, name), ownHook(hooks, name)];
  const found: Cause[] = [];
  if (existsSync(hooks) && !existsSync(path)) found.push({ kind: "no-hook", where: path });
  if (existsSync(path) && !isExecutable(path)) found.push({ kind: "not-executable", where: path });
  if (own !== path && !existsSync(own)) found.push({ kind: "no-hook", where: own });
  if (!existsSync(own)) return found;
  const text = await textOf(own);
  if (!callsKeylatch(text, name)) found.push({ kind: "no-line", where: own });
  else if (endsEarly(text)) found.push({ kind: "ends-early", where: own });
  return found;
}

/**
 * What stopped the trial, if it was not keylatch.
 * @param id of the made-up key
 * @param path name of the PATH that was used
 */
export function failuresOf({ commit, push }: Trial, id: string, path: string): Cause[] {
  const others = [commit, push].flatMap((output) => (output === null || output.includes(id) ? [] : output));
  return others.map((output) =>
    /\bnode\b.*(?:not found|No such file)/i.test(output)
      ? { kind: "no-node", where: path }
      : { kind: "other-failure", where: firstLine(output) },
  );
}

function firstLine(output: string): string {
  return output.split("\n").find((line) => line.trim() !== "" && !line.startsWith("husky - ")) ?? "";
}

async function textOf(path: string): Promise<string> {
  return existsSync(path) ? readFile(path, "utf8") : "";
}
