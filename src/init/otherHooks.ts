import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Repo } from "../git/repo.ts";
import type { Setting } from "../git/settings.ts";
import { absentAsNull } from "../isAbsent.ts";
import { isExecutable } from "./files.ts";

/** Hooks that husky supports. @see https://git-scm.com/docs/githooks */
const HOOKS = new Set(
  (
    "pre-commit pre-merge-commit prepare-commit-msg commit-msg post-commit applypatch-msg pre-applypatch " +
    "post-applypatch pre-rebase post-rewrite post-checkout post-merge pre-push pre-auto-gc"
  ).split(" "),
);

/** A hook that git would no longer run once it looks in another folder. */
export interface OtherHook {
  readonly name: string;
  /** A shell word that expands to its folder. */
  readonly folder: string;
  /** The folder as it is shown to people. */
  readonly shown: string;
  readonly comment: string;
}

/** The hooks that git runs if this repository has no `core.hooksPath` of its own. @param set the values of `core.hooksPath` */
export function otherHooks(repo: Repo, set: readonly Setting[]): OtherHook[] {
  const global = set.findLast(({ scope }) => scope === "global" || scope === "system");
  const own = hooksIn(join(repo.commonDir, "hooks")).map((name) => ({
    name,
    folder: '"$(git rev-parse --git-common-dir)"/hooks',
    shown: ".git/hooks",
    comment: "the hook of this name in .git/hooks, where there is one",
  }));
  if (global === undefined) return own;
  // With a global path, git does not run .git/hooks anyway.
  return hooksIn(global.value).map((name) => ({
    name,
    folder: `"$(git config --${global.scope} --type=path core.hooksPath || true)"`,
    shown: global.value,
    comment: `the hook of this name in the ${global.scope} core.hooksPath, where there is one`,
  }));
}

/** The executable hooks in a folder that husky supports. */
function hooksIn(folder: string): string[] {
  const names = absentAsNull(() => readdirSync(folder)) ?? [];
  return names.filter((name) => HOOKS.has(name) && isExecutable(join(folder, name))).sort();
}
