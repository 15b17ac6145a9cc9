import { readdirSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import { configPath } from "../config/load.ts";
import type { HooksPath } from "../git/hooksPath.ts";
import type { Repo } from "../git/repo.ts";
import { newSalt, saltPath } from "../salt.ts";
import { type Change, isExecutable, readIfThere } from "./files.ts";
import { chainText, preCommitText, prePushText } from "./hookText.ts";
import { editManifest } from "./manifest.ts";
import { binPath, type Project } from "./project.ts";

/** What `keylatch init` will do, and what it has to say about it. */
export interface Plan {
  readonly changes: readonly Change[];
  /** husky's folder, or one that was set before and stays. */
  readonly hooksFolder: string;
  readonly usesHusky: boolean;
  readonly addsHusky: boolean;
  /** Hooks outside of the hooks folder that are called from it now. */
  readonly chained: readonly string[];
}

/** Hooks that husky calls. @see https://git-scm.com/docs/githooks */
const HOOKS: ReadonlySet<string> = new Set([
  ...["pre-commit", "pre-merge-commit", "prepare-commit-msg", "commit-msg", "post-commit", "applypatch-msg"],
  ...["pre-applypatch", "post-applypatch", "pre-rebase", "post-rewrite", "post-checkout", "post-merge"],
  ...["pre-push", "pre-auto-gc"],
]);

/**
 * Works out all files as they should be.
 * @param set the values of `core.hooksPath`, in git's order
 */
export function makePlan(repo: Repo, top: string, project: Project, set: readonly HooksPath[]): Plan {
  const own = set.findLast(({ scope }) => scope === "local" || scope === "worktree");
  const usesHusky = own === undefined || isHuskys(own.value);
  const hooksFolder = usesHusky ? join(top, ".husky") : join(top, relative(top, join(top, own.value)));
  const others = usesHusky ? elsewhere(repo, set) : [];
  const manifest = usesHusky ? editManifest(project) : null;
  const caller = { bin: project.isPnp ? null : binPath(project, top) };
  const base = top;

  const hooks = new Map<string, string>();
  const text = (name: string) => hooks.get(name) ?? textOf(join(hooksFolder, name));
  for (const { name, folder, comment } of others)
    hooks.set(name, chainText(text(name), name, folder, comment));
  hooks.set("pre-commit", preCommitText(text("pre-commit"), caller));
  hooks.set("pre-push", prePushText(text("pre-push"), caller));

  const changes: Change[] = [];
  const add = (path: string, after: string, executable = false) =>
    changes.push({ path, base, before: readIfThere(path), after: Buffer.from(after), executable });
  if (manifest !== null) add(join(project.folder, "package.json"), manifest.text);
  for (const [name, after] of hooks)
    add(join(hooksFolder, name), usesHusky ? after : withShebang(after), true);
  addOnce(join(top, configPath), configText(caller.bin));
  addOnce(join(top, saltPath), newSalt());

  return {
    changes,
    hooksFolder,
    usesHusky,
    addsHusky: manifest?.addsHusky === true,
    chained: others.map(({ shown, name }) => `${shown}/${name}`),
  };

  function addOnce(path: string, after: string): void {
    if (readIfThere(path) === null) add(path, after);
  }
}

function isHuskys(path: string): boolean {
  return /(?:^|\/)\.husky(?:\/_)?\/?$/.test(path.split(sep).join("/"));
}

/** A hook that husky's path would silence. */
interface OtherHook {
  readonly name: string;
  /** A word of shell that gives its folder. */
  readonly folder: string;
  /** The folder for people. */
  readonly shown: string;
  readonly comment: string;
}

function elsewhere(repo: Repo, set: readonly HooksPath[]): OtherHook[] {
  const global = set.findLast(({ scope }) => scope === "global" || scope === "system");
  const own = hooksIn(join(repo.commonDir, "hooks")).map((name) => ({
    name,
    folder: '"$(git rev-parse --git-common-dir)"/hooks',
    shown: ".git/hooks",
    comment: "the hook of this name in .git/hooks, where there is one",
  }));
  if (global === undefined) return own;
  // A global path silences .git/hooks already: those were not running.
  return hooksIn(global.value).map((name) => ({
    name,
    folder: `"$(git config --${global.scope} --type=path core.hooksPath || true)"`,
    shown: global.value,
    comment: `the hook of this name in the ${global.scope} core.hooksPath, where there is one`,
  }));
}

/** Executable hooks of a folder that husky knows; samples are none. */
function hooksIn(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return [];
    throw error;
  }
  return names.filter((name) => HOOKS.has(name) && isExecutable(join(folder, name))).sort();
}

function textOf(path: string): string {
  return readIfThere(path)?.toString("utf8") ?? "";
}

/** git starts a hook itself where husky does not: it needs to know how. */
function withShebang(text: string): string {
  return text.startsWith("#!") ? text : `#!/bin/sh\nset -e\n${text}`;
}

/** Editors find the schema in the installed package; with Plug'n'Play there is no such path. */
function configText(bin: string | null): string {
  if (bin === null) return "{}\n";
  const modules = bin.slice(0, -".bin/keylatch".length);
  return `${JSON.stringify({ $schema: `../${modules}keylatch/schema/config.schema.json` }, null, 2)}\n`;
}

/** A file's path for people. */
export function shownPath(top: string, path: string): string {
  const inside = relative(top, path).split(sep).join("/");
  return inside.startsWith("..") ? basename(path) : inside;
}
