import { randomBytes, randomInt } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile, stat, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { loadConfig } from "../config/load.ts";
import { openRepo, workTree } from "../git/repo.ts";
import { indexSnapshot } from "../git/snapshot.ts";
import { hooksFolder, type Trial, tryHooks } from "../git/trial.ts";
import { isExecutable } from "../init/files.ts";
import { findProject } from "../init/project.ts";
import type { ExitCode, Io } from "../io.ts";
import { type Diagnosis, doctorJson, doctorText } from "../report/doctorText.ts";
import type { ReportOptions } from "../report/report.ts";
import { chooseStyle } from "../report/style.ts";

/** Files at the top that hooks may need, such as the configuration of lint-staged. */
const CONFIGURATION = /^(?:package\.json|\.lintstagedrc.*|lint-staged\.config\..*)$/;

/**
 * Proves that commits and pushes are checked here: makes up a key and sends it through the real hooks, in a repository
 * of its own. Nothing is left behind. Answers on stdout: 0 protected, 1 not.
 */
export async function doctor(io: Io, options: ReportOptions): Promise<ExitCode> {
  const repo = await openRepo(io);
  const top = workTree(repo);
  await loadConfig(indexSnapshot(repo));
  const project = findProject(top, top);
  const hooks = await hooksFolder(repo);
  const { id, text } = madeUpKey();
  const trial = await tryHooks(repo, hooks, { path: "keylatch-doctor.env", text }, (folder) =>
    furnish(folder, top, ownHook(hooks, "pre-commit")),
  );
  const isStopped = (output: string | null) => output?.includes(id) === true;
  const diagnosis: Diagnosis = {
    commit: isStopped(trial.commit),
    push: isStopped(trial.push),
    causes:
      isStopped(trial.commit) && isStopped(trial.push) ? [] : await causes(io, hooks, trial, project.folder),
  };
  io.stdout.write(
    options.format === "json"
      ? doctorJson(diagnosis)
      : doctorText(diagnosis, chooseStyle(io.env, io.stdout, options)),
  );
  return diagnosis.commit && diagnosis.push ? 0 : 1;
}

/** An SES SMTP credential that nobody has: the id of a possible account, 0x04 and random bytes. */
function madeUpKey(): { id: string; text: string } {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const some = (count: number) => Array.from({ length: count }, () => letters[randomInt(32)]).join("");
  const id = `AKIA${"QRSTUVWXYZ"[randomInt(10)]}${some(15)}`;
  const password = Buffer.concat([Buffer.of(4), randomBytes(32)]).toString("base64");
  return { id, text: `SES_SMTP_USER=${id}\nSES_SMTP_PASS=${password}\n` };
}

/** What the hooks find in the user's work tree: installed packages and configuration. */
async function furnish(folder: string, top: string, hook: string): Promise<void> {
  for (const name of await readdir(top)) {
    if (CONFIGURATION.test(name) && (await stat(join(top, name))).isFile())
      await copyFile(join(top, name), join(folder, name));
  }
  for (const inside of await moduleFolders(top, hook)) {
    await mkdir(dirname(join(folder, inside)), { recursive: true });
    await symlink(join(top, inside), join(folder, inside), "junction");
  }
}

/** The file that a person wrote into: with husky not the one that git starts. */
function ownHook(hooks: string, name: string): string {
  return hooks.endsWith("_") ? join(dirname(hooks), name) : join(hooks, name);
}

/** `node_modules` at the top, and wherever the hook looks for keylatch. */
async function moduleFolders(top: string, hook: string): Promise<string[]> {
  const text = await readFile(hook, "utf8").catch(() => "");
  const named = /^keylatch='?([^'\n]*node_modules)\//m.exec(text)?.[1] ?? "node_modules";
  return [...new Set(["node_modules", named, ".pnp.cjs", ".yarnrc.yml"])].filter((path) =>
    existsSync(join(top, path)),
  );
}

/** What is wrong, as far as it shows. */
async function causes(io: Io, hooks: string, trial: Trial, project: string): Promise<Diagnosis["causes"]> {
  const found: Diagnosis["causes"][number][] = [];
  if (io.env.HUSKY === "0") found.push({ kind: "husky-off", where: "the environment" });
  const home = io.env.XDG_CONFIG_HOME ?? join(io.env.HOME ?? "", ".config");
  const script = await readFile(join(home, "husky/init.sh"), "utf8").catch(() => "");
  if (/^[^#\n]*\bHUSKY=0/m.test(script))
    found.push({ kind: "husky-off", where: join(home, "husky/init.sh") });
  if (!existsSync(hooks)) found.push({ kind: "no-hooks-folder", where: hooks });
  for (const name of ["pre-commit", "pre-push"]) {
    const path = join(hooks, name);
    if (existsSync(hooks) && !existsSync(path)) found.push({ kind: "no-hook", where: path });
    else if (existsSync(path) && !isExecutable(path)) found.push({ kind: "not-executable", where: path });
    const own = ownHook(hooks, name);
    const text = await readFile(own, "utf8").catch(() => null);
    if (text === null) found.push({ kind: "no-hook", where: own });
    else if (!/^[^#\n]*keylatch"?[ \t]+pre-/m.test(text)) found.push({ kind: "no-line", where: own });
    else if (/^[ \t]*(?:exec|exit)\b/m.test(text.slice(0, text.search(/^[^#\n]*keylatch/m))))
      found.push({ kind: "ends-early", where: own });
  }
  if (!existsSync(join(project, "node_modules/keylatch")) && !existsSync(join(project, ".pnp.cjs")))
    found.push({ kind: "not-installed", where: project });
  for (const output of [trial.commit, trial.push]) {
    if (output !== null && /node: (?:not found|No such file)|env: .?node/.test(output))
      found.push({ kind: "no-node", where: "the PATH of the hook" });
  }
  return found;
}
