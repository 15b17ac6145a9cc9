import { join, sep } from "node:path";
import type { Repo } from "./repo.ts";
import { type GitIo, git, gitText } from "./run.ts";
import { type Setting, settingsOf } from "./settings.ts";

/** All values of `core.hooksPath`, in git's order. */
export function hooksPaths(io: GitIo): Promise<Setting[]> {
  return settingsOf(io, "core.hooksPath", "--type=path");
}

/** Tells git where the hooks of this repository are, whatever is set for all repositories. */
export async function setHooksPath(repo: Repo, folder: string): Promise<void> {
  await gitText(repo, ["config", "--local", "core.hooksPath", folder]);
}

/**
 * Lets the other work trees of a repository find the hooks: husky's path is relative, and a work tree without installed
 * packages has no `.husky/_`. Called in the main work tree it is for the linked ones, called in a linked one for all:
 * the main one has no hooks then either. It is bound to where the repository stands now, since a path that leads
 * nowhere would hide husky's own.
 * @returns whether anything changed
 */
export async function shareHooks(repo: Repo, folder: string): Promise<boolean> {
  const file = join(repo.commonDir, "keylatch.gitconfig");
  const isLinked = repo.gitDir !== repo.commonDir;
  const own = slashed(repo.commonDir).replace(/[\\*?[]/g, "\\$&");
  const places = isLinked ? [own, `${own}/**`] : [`${own}/worktrees/**`];
  const read = async (args: string[]) =>
    (await git(repo, ["config", ...args], { accept: [1, 128] })).stdout.toString("utf8");
  let isChanged = false;
  if ((await read(["--file", file, "core.hooksPath"])) !== `${folder}\n`) {
    await gitText(repo, ["config", "--file", file, "core.hooksPath", folder]);
    isChanged = true;
  }
  for (const key of places.map((place) => `includeIf.gitdir:${place}.path`)) {
    if ((await read(["--local", "--get-all", key])).includes("keylatch.gitconfig\n")) continue;
    await gitText(repo, ["config", "--local", "--add", key, "keylatch.gitconfig"]);
    isChanged = true;
  }
  return isChanged;
}

/** git's patterns have slashes on Windows too. */
function slashed(path: string): string {
  return path.split(sep).join("/");
}
