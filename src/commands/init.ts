import { existsSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { join } from "node:path";
import type { Arguments } from "../commandOptions.ts";
import { KeylatchError } from "../errors.ts";
import { uncommitted } from "../git/changedFiles.ts";
import { hooksPaths, setHooksPath, shareHooks } from "../git/hooksPath.ts";
import { openRepo, openRepoIfAny, type Repo, workTree } from "../git/repo.ts";
import { requireCallable } from "../init/callable.ts";
import { writeFallbackHooks } from "../init/fallbackHooks.ts";
import { isNeeded, whatIsLeft, writeAll } from "../init/files.ts";
import { otherTools } from "../init/otherTools.ts";
import { makePlan, type Plan, shownPath } from "../init/plan.ts";
import { findProject, huskyBin, type PackageManager, type Project } from "../init/project.ts";
import { runProgram } from "../init/run.ts";
import type { ExitCode, Io } from "../io.ts";
import { initText } from "../report/initText.ts";
import { chooseStyle } from "../report/style.ts";

/** Arguments that make a package manager update its lock file without installing anything, if it can. */
const SYNC: Readonly<Record<PackageManager, readonly string[]>> = {
  npm: ["install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"],
  pnpm: ["install", "--lockfile-only", "--ignore-scripts"],
  yarn: ["install", "--mode=update-lockfile"],
  bun: ["install", "--lockfile-only"],
};

/**
 * Sets up the repository: husky or git's own hooks, configuration and salt. Writes all of it or nothing; a second run
 * changes nothing. Answers on stdout.
 */
export async function init(io: Io, { values }: Arguments): Promise<ExitCode> {
  const repo = await (isInstalling(io) ? openRepoIfAny(io) : openRepo(io));
  if (repo === null) {
    io.stdout.write("keylatch: there is no git repository here, so there are no hooks to write\n");
    return 0;
  }
  const top = workTree(repo);
  const project = findProject(await realpath(io.cwd), top);
  const plan = makePlan(
    repo,
    top,
    project,
    await hooksPaths(repo),
    values.hooks as "husky" | "native" | undefined,
  );
  const husky = plan.kind === "husky" ? huskyBin(project) : null;
  requireCallable({ env: io.env, top, project }, plan.kind, husky);
  const changes = plan.changes.filter(isNeeded);
  const undo = writeAll(changes);
  let isLive = false;
  try {
    isLive = plan.kind === "husky" && (await activate(io, repo, top, project, plan, husky));
    if (plan.setsPath) await setHooksPath(repo, plan.hooksFolder);
  } catch (error) {
    const left = undo();
    if (left.length > 0) io.stderr.write(`keylatch: ${whatIsLeft(left)}\n`);
    throw error;
  }
  const lock = syncLock(io, project, plan);
  const shown = (path: string) => shownPath(top, path);
  const written = [...changes.map(({ path }) => path), ...(lock?.worked ? [lock.path] : [])];
  const inTree = written.filter((path) => !path.startsWith(repo.commonDir));
  io.stdout.write(
    initText(
      {
        ...plan,
        written: written.map(shown),
        shared: await toCommit(repo, [...inTree, ...packageFiles(project)].map(shown)),
        made: changes.filter(({ before }) => before === null).map(({ path }) => shown(path)),
        activated: isLive,
        hooksFolder: shown(plan.hooksFolder),
        others: otherTools(top),
        isAtTop: (await realpath(io.cwd)) === top,
        manager: project.manifest === null ? null : project.manager,
        outdatedLock: lock === null || lock.worked ? null : lock.manager,
      },
      chooseStyle(io.env, io.stdout),
    ),
  );
  return 0;
}

/** The files that make a clone install keylatch, without which its hooks have nothing to run. */
function packageFiles({ folder, manifest, lock }: Project): string[] {
  return manifest === null ? [] : [join(folder, "package.json"), ...(lock === null ? [] : [lock])];
}

/** The paths that have uncommitted changes. */
async function toCommit(repo: Repo, paths: readonly string[]): Promise<string[]> {
  const changed = new Set(await uncommitted(repo, paths));
  return [...new Set(paths)].filter((path) => changed.has(path));
}

/** Whether a package manager runs this after installing, which may happen outside a repository, as in an image. */
function isInstalling({ env }: Io): boolean {
  return ["prepare", "postinstall"].includes(env.npm_lifecycle_event ?? "");
}

/**
 * Makes the hooks live: husky sets `core.hooksPath`, and linked work trees share it.
 * @param husky path of husky's command, `null` with Yarn Plug'n'Play
 * @returns whether anything changed
 */
async function activate(
  io: Io,
  repo: Repo,
  top: string,
  project: Project,
  plan: Plan,
  husky: string | null,
): Promise<boolean> {
  const folder = shownPath(top, plan.hooksFolder);
  const isLive = async () =>
    existsSync(join(plan.hooksFolder, "_/pre-commit")) &&
    (await hooksPaths(repo)).some(({ value }) => value === `${folder}/_`);
  const wasLive = await isLive();
  // HUSKY=0 would make husky do nothing, silently.
  const env = { ...io.env, HUSKY: undefined };
  if (husky !== null) runProgram(process.execPath, [husky, folder], top, env);
  else if (project.isPnp) runProgram("yarn", ["husky", folder], top, env);
  // Another work tree may have set core.hooksPath already, to hooks that are not here.
  if (!(await isLive())) {
    throw new KeylatchError("husky-failed", "husky did not make the hooks live here, so none would run", {
      hint: "Nothing was changed. Install the packages first (husky comes with keylatch), then run `keylatch init` again.",
    });
  }
  const isShared = await shareHooks(repo, writeFallbackHooks(repo.commonDir, plan.hooksFolder, folder));
  return !wasLive || isShared;
}

/** Updates the lock file if husky was added; `null` if there was nothing to do. */
function syncLock(
  io: Io,
  project: Project,
  plan: Plan,
): { manager: PackageManager; path: string; worked: boolean } | null {
  if (!plan.addsHusky || project.lock === null) return null;
  const { manager, lock: path } = project;
  return { manager, path, worked: runProgram(manager, SYNC[manager], project.folder, io.env) === 0 };
}
