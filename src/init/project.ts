import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative, sep } from "node:path";
import { KeylatchError } from "../errors.ts";
import { parseJson } from "../json.ts";
import { readIfThere } from "./files.ts";

export type PackageManager = "npm" | "pnpm" | "yarn" | "bun";

/** The package that depends on keylatch. */
export interface Project {
  /** Absolute path of its folder. */
  readonly folder: string;
  /** The folder relative to the top of the repository, `/`-separated; empty at the top. */
  readonly inside: string;
  /** Bytes of its package.json, `null` when the repository has none. */
  readonly manifest: Buffer | null;
  readonly manager: PackageManager;
  /** Path of the lock file, `null` if there is none. */
  readonly lock: string | null;
  /** The script in package.json that runs after installing in a clone: Yarn 2 and later do not run `prepare` there. */
  readonly installScript: "prepare" | "postinstall";
  /** Yarn Plug'n'Play: there is no node_modules folder. */
  readonly isPnp: boolean;
}

const LOCKS: readonly (readonly [file: string, manager: PackageManager])[] = [
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
  ["package-lock.json", "npm"],
  ["npm-shrinkwrap.json", "npm"],
];

/**
 * The package nearest to `cwd`, up to the top of the repository.
 * @throws {KeylatchError} `bad-package-json`
 */
export function findProject(cwd: string, top: string): Project {
  const folders = upwards(cwd, top);
  const folder = folders.find((candidate) => existsSync(join(candidate, "package.json"))) ?? top;
  const [lock, byLock] = lockOf(folders);
  const named = folders.map(namedManager).find((manager) => manager !== undefined);
  return {
    folder,
    inside: relative(top, folder).split(sep).join("/"),
    manifest: readIfThere(join(folder, "package.json")),
    manager: named ?? byLock ?? "npm",
    lock,
    installScript:
      (named ?? byLock ?? "yarn") === "yarn" && folders.some(isNewYarn) ? "postinstall" : "prepare",
    isPnp: folders.some((candidate) => existsSync(join(candidate, ".pnp.cjs"))),
  };
}

/** `cwd` and the folders above it, the top last. */
function upwards(cwd: string, top: string): string[] {
  const folders = [cwd];
  for (let folder = cwd; folder !== top && dirname(folder) !== folder; ) {
    folder = dirname(folder);
    folders.push(folder);
  }
  return folders.includes(top) ? folders : [top];
}

function lockOf(folders: readonly string[]): [path: string, manager: PackageManager] | [null, undefined] {
  for (const folder of folders) {
    for (const [file, manager] of LOCKS) {
      if (existsSync(join(folder, file))) return [join(folder, file), manager];
    }
  }
  return [null, undefined];
}

/** `"packageManager": "pnpm@9.1.0"` */
function namedManager(folder: string): PackageManager | undefined {
  const path = join(folder, "package.json");
  const bytes = readIfThere(path);
  if (bytes === null) return undefined;
  const { packageManager } = parseJson(bytes, path, "bad-package-json") as { packageManager?: unknown };
  const name = /^(npm|pnpm|yarn|bun)@/.exec(String(packageManager))?.[1];
  return name as PackageManager | undefined;
}

/** Whether the files of a folder show that it uses Yarn 2 or later. */
function isNewYarn(folder: string): boolean {
  if (existsSync(join(folder, ".yarnrc.yml"))) return true;
  return readIfThere(join(folder, "yarn.lock"))?.includes("\n__metadata:") === true;
}

/**
 * Path of keylatch's bin relative to the top of the repository; it may be installed in the root of a workspace. `null` if
 * only Yarn finds it: with Plug'n'Play, and with `nodeLinker: pnpm`, which links no commands.
 */
export function binPath(project: Project, top: string): string | null {
  if (project.isPnp) return null;
  const places = upwards(project.folder, top).map((folder) => join(folder, "node_modules/.bin/keylatch"));
  const found = places.find((path) => existsSync(path));
  if (found === undefined && project.installScript === "postinstall") return null;
  return relative(top, found ?? join(top, "node_modules/.bin/keylatch"))
    .split(sep)
    .join("/");
}

const ADD: Readonly<Record<PackageManager, string>> = {
  npm: "npm install --save-dev husky@9",
  pnpm: "pnpm add --save-dev husky@9",
  yarn: "yarn add --dev husky@9",
  bun: "bun add --dev husky@9",
};

/** Whether it is older than husky 9: those have their files in `lib`. */
function isOld(bin: string): boolean {
  return basename(dirname(bin)) === "lib";
}

/**
 * Path of husky's command: the project's own husky, or the one installed with keylatch; `null` if there is neither.
 * @throws {KeylatchError} `husky-old`
 */
export function huskyBin(project: Project): string | null {
  const here = join(project.folder, "package.json");
  for (const name of ["husky", "keylatch/husky"]) {
    try {
      const from = name === "husky" ? here : createRequire(here).resolve("keylatch/package.json");
      const bin = join(dirname(createRequire(from).resolve("husky")), "bin.js");
      if (!isOld(bin)) return bin;
      throw huskyOld(project);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
      // Before husky 5 it cannot even be imported. Then keylatch's own is not the one that `prepare` would run.
      if (name === "husky" && existsSync(join(project.folder, "node_modules/husky"))) throw huskyOld(project);
    }
  }
  return null;
}

function huskyOld({ manager }: Project): KeylatchError {
  return new KeylatchError("husky-old", "husky 8 or older is installed here, and keylatch needs husky 9", {
    hint: "Nothing was changed. Install it, then run `keylatch init` again:",
    lines: [ADD[manager]],
  });
}
