import { lineBatches } from "./lines.ts";
import type { Repo } from "./repo.ts";
import { revList } from "./revList.ts";
import { gitStream } from "./run.ts";

/** A commit with the number of its parents. */
interface Commit {
  readonly oid: string;
  readonly parents: number;
}

/** Sorts commits topologically, newest first. Dates are not enough: a rebase makes many commits in one second. */
export async function newestFirst(repo: Repo, oids: readonly string[]): Promise<Commit[]> {
  if (oids.length === 0) return [];
  const answer = await revList(repo, ["--timestamp", "--parents", "--no-walk=sorted"], oids);
  // <seconds> SP <oid> SP <parent> SP <parent>
  const commits = answer.map((line) => {
    const [seconds, oid, ...parents] = line.split(" ") as [string, string, ...string[]];
    return { seconds: Number(seconds), oid, parents: parents.length };
  });
  if (commits.length === 1) return commits;
  const oldest = Math.min(...commits.map(({ seconds }) => seconds));
  const order = new Map(commits.map(({ oid }, index) => [oid, index]));
  const input = `${oids.join("\n")}\n`;
  const args = ["rev-list", "--topo-order", `--max-age=${oldest}`, "--stdin"];
  let place = 0;
  // A commit that git does not list, because its date is before its parents', keeps its place after all others.
  for await (const lines of lineBatches(gitStream(repo, args, { input })))
    for (const oid of lines) if (order.has(oid)) order.set(oid, place++ - commits.length);
  return commits.sort((a, b) => (order.get(a.oid) as number) - (order.get(b.oid) as number));
}
