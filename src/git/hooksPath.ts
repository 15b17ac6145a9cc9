import { join } from "node:path";
import type { Repo } from "./repo.ts";
import { type GitIo, git, gitText } from "./run.ts";

/** Where `core.hooksPath` is set, the value that counts last. */
export interface HooksPath {
  /** `local`, `global`, `system`, `worktree` or `command`. */
  readonly scope: string;
  readonly value: string;
}

/** All values of `core.hooksPath`, in git's order. */
export async function hooksPaths(io: GitIo): Promise<HooksPath[]> {
  const args = ["config", "--show-scope", "-z", "--type=path", "--get-all", "core.hooksPath"];
  const { stdout } = await git(io, args, { accept: [1] });
  // <scope>\0<value>\0 for each
  const fields = stdout.toString("utf8").split("\0").slice(0, -1);
  return Array.from({ length: fields.length / 2 }, (_, index) => ({
    scope: fields[2 * index] as string,
    value: fields[2 * index + 1] as string,
  }));
}

/** Tells git where the hooks of this repository are, whatever is set for all repositories. */
export async function setHooksPath(repo: Repo, folder: string): Promise<void> {
  await gitText(repo, ["config", "--local", "core.hooksPath", folder]);
}

/**
 * Lets other work trees find the hooks: husky's path is relative, and they have no `.husky/_`. From the main one that is
 * for those linked to it; from a linked one for all, for the main one has none either.
 * @returns whether anything changed
 */
export async function shareHooks(repo: Repo, folder: string): Promise<boolean> {
  const file = join(repo.commonDir, "keylatch.gitconfig");
  const isLinked = repo.gitDir !== repo.commonDir;
  const key = isLinked ? "include.path" : "includeIf.gitdir:**/worktrees/**.path";
  const read = async (args: string[]) =>
    (await git(repo, ["config", ...args], { accept: [1, 128] })).stdout.toString("utf8");
  const before = [await read(["--file", file, "core.hooksPath"]), await read(["--local", "--get-all", key])];
  if (before[0] === `${folder}\n` && before[1]?.includes("keylatch.gitconfig\n")) return false;
  await gitText(repo, ["config", "--file", file, "core.hooksPath", folder]);
  if (!before[1]?.includes("keylatch.gitconfig\n"))
    await gitText(repo, ["config", "--local", "--add", key, "keylatch.gitconfig"]);
  return true;
}
