import { type GitIo, git } from "./run.ts";

/** One value of a git setting. */
export interface Setting {
  /** `local`, `global`, `system`, `worktree` or `command`; `include.path` for a file that `git -c include.path` includes. */
  readonly scope: string;
  readonly value: string;
}

/**
 * All values of a setting, in git's order: the last one counts.
 * @param options such as `--type=path`
 */
export async function settingsOf(io: GitIo, name: string, ...options: string[]): Promise<Setting[]> {
  const args = ["config", "--show-scope", "--show-origin", "-z", ...options, "--get-all", name];
  const { stdout } = await git(io, args, { accept: [1] });
  // <scope>\0<origin>\0<value>\0 for each
  const fields = stdout.toString("utf8").split("\0").slice(0, -1);
  return Array.from({ length: fields.length / 3 }, (_, index) => {
    const [scope, origin, value] = fields.slice(3 * index) as [string, string, string];
    return { scope: scope === "command" && origin !== "command line:" ? "include.path" : scope, value };
  });
}
