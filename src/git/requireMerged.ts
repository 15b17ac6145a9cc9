import { KeylatchError } from "../errors.ts";
import type { Repo } from "./repo.ts";
import { git } from "./run.ts";

/**
 * Refuses an index with conflicts: git compares such files as deleted, so their content would not be searched.
 * @throws {KeylatchError} `unmerged`
 */
export async function requireMerged(repo: Repo): Promise<void> {
  const { stdout } = await git(repo, ["ls-files", "--unmerged", "-z"]);
  if (stdout.length === 0) return;
  throw new KeylatchError("unmerged", "the index has files with conflicts, which cannot be committed yet", {
    hint: "Nothing was checked. Resolve them (`git status` names them), `git add` them, and try again.",
  });
}
