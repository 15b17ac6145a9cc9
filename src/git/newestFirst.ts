import type { Repo } from "./repo.ts";
import { gitText } from "./run.ts";

/** Commits with the number of their parents, the newest first. */
export async function newestFirst(
  repo: Repo,
  oids: readonly string[],
): Promise<{ readonly oid: string; readonly parents: number }[]> {
  if (oids.length === 0) return [];
  const answer = await gitText(repo, ["rev-list", "--parents", "--no-walk=sorted", "--stdin"], {
    input: `${oids.join("\n")}\n`,
  });
  // <oid> SP <parent> SP <parent>
  return answer.split("\n").map((line) => {
    const [oid, ...parents] = line.split(" ") as [string, ...string[]];
    return { oid, parents: parents.length };
  });
}
