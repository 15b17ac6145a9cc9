import { halves } from "./lines.ts";
import type { Repo } from "./repo.ts";
import { git } from "./run.ts";
import { worktrees } from "./worktrees.ts";

/** The git command that made a commit in this repository. */
export type Maker = "commit" | "amend" | "merge" | "cherry-pick" | "revert" | "rebase" | "am";

/** Which git command made each commit, according to the reflogs of all work trees; commits that are not in them are left out. */
export async function makers(repo: Repo): Promise<Map<string, Maker>> {
  const found = new Map<string, Maker>();
  for (const { io, path } of await worktrees(repo)) {
    const args = ["-c", "log.showSignature=false", "log", "--walk-reflogs", "--format=%H %gs", "HEAD", "--"];
    // 128: no commit yet, or no reflog
    const { stdout } = await git({ ...io, cwd: path }, args, { accept: [128] });
    for (const line of stdout.toString("utf8").split("\n")) {
      const [oid, subject] = halves(line, " ");
      const maker = makerOf(subject);
      if (maker !== null && !found.has(oid)) found.set(oid, maker);
    }
  }
  return found;
}

/** `commit (amend): subject`, `rebase (pick): subject`, `merge side: Merge made by the 'ort' strategy.` */
function makerOf(subject: string): Maker | null {
  if (/^commit \(amend\):/.test(subject)) return "amend";
  if (/^commit\b/.test(subject)) return "commit";
  if (/^(?:merge|pull)\b.*: Merge made by/.test(subject)) return "merge";
  if (/^(?:rebase|pull)\b[^:]*\((?:pick|continue|edit|reword|squash|fixup|merge)\)/.test(subject))
    return "rebase";
  const plain = /^(cherry-pick|revert|am|rebase): /.exec(subject)?.[1];
  return (plain as Maker | undefined) ?? null;
}
