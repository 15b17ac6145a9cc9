import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Repo } from "../git/repo.ts";
import type { Setting } from "../git/settings.ts";
import { isAbsent } from "../isAbsent.ts";
import { isExecutable } from "./files.ts";

/** Hooks that husky calls. @see https://git-scm.com/docs/githooks */
const HOOKS = new Set(
  (
    "pre-commit pre-merge-commit prepare-commit-msg commit-msg post-commit applypatch-msg pre-applypatch " +
    "post-applypatch pre-rebase post-rewrite post-checkout post-merge pre-push pre-auto-gc"
  ).split(" "),
);

/** A hook that would be silent once git looks elsewhere. */
export interface OtherHook {
  readonly name: string;
  /** A word of shell that gives its folder. */
  readonly folder: string;
  /** The folder for people. */
  readonly shown: string;
  readonly comment: string;
}

/** Hooks in the folders where git looks, or would look, without a setting of this repository. */
export function otherHooks(repo: Repo, set: readonly Setting[]): OtherHook[] {
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
    if (isAbsent(error)) return [];
    throw error;
  }
  return names.filter((name) => HOOKS.has(name) && isExecutable(join(folder, name))).sort();
}
