import { join, sep } from "node:path";
import type { Repo } from "./repo.ts";
import { type GitIo, git, gitText } from "./run.ts";
import { type Setting, settingsOf } from "./settings.ts";

/** All values of `core.hooksPath`, in git's order: the last one counts. */
export function hooksPaths(io: GitIo): Promise<Setting[]> {
  return settingsOf(io, "core.hooksPath", "--type=path");
}

/** Sets `core.hooksPath` for this repository, which overrides the user's own setting. */
export async function setHooksPath(repo: Repo, folder: string): Promise<void> {
  await gitText(repo, ["config", "--local", "core.hooksPath", folder]);
}

/**
 * Makes the other work trees of a repository use its hooks: husky's path is relative, and a work tree without installed
 * packages has no `.husky/_`. Called in the main work tree it sets this for the linked ones; called in a linked one for
 * all, because then the main one has no hooks either. The setting applies only at the repository's present location: after
 * a move the absolute path would lead nowhere, and hide husky's own.
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

/** Converts a path for a pattern of git's, which uses slashes on Windows too. */
function slashed(path: string): string {
  return path.split(sep).join("/");
}
