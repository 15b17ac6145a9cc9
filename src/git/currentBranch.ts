import type { Repo } from "./repo.ts";
import { gitTextIfAny } from "./run.ts";

/** The branch that is checked out, without `refs/heads/`; `null` when HEAD is detached. */
export function currentBranch(repo: Repo): Promise<string | null> {
  return gitTextIfAny(repo, ["symbolic-ref", "--quiet", "--short", "HEAD"], [1]);
}
