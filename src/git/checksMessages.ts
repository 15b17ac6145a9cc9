import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Repo } from "./repo.ts";
import { gitText } from "./run.ts";

/** Whether a commit-msg hook is installed: it may refuse messages that git makes up, such as `fixup! …`. */
export async function checksMessages(repo: Repo): Promise<boolean> {
  const hook = await gitText(repo, ["rev-parse", "--git-path", "hooks/commit-msg"]);
  // husky's own `_/commit-msg` always exists, and calls the hook in the folder above.
  return existsSync(resolve(repo.cwd, hook.replace(/(?<=\/)_\/commit-msg$/, "commit-msg")));
}
