import type { Repo } from "./repo.ts";
import { gitText } from "./run.ts";

/** Whether a commit after `oid`, up to `end`, has the same subject: `git commit --fixup` finds its commit by that. */
export async function hasNamesake(repo: Repo, oid: string, end: string): Promise<boolean> {
  const subjects = async (...revisions: string[]) =>
    (
      await gitText(repo, ["log", "--no-show-signature", "--format=%s", "--end-of-options", ...revisions])
    ).split("\n");
  const [own] = await subjects(`${oid}^!`);
  return (await subjects(end, `^${oid}`)).includes(own ?? "");
}
