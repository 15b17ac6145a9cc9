import { nulSeparated } from "./paths.ts";
import { refsThatContain } from "./refs.ts";
import type { Repo } from "./repo.ts";
import { git, gitText } from "./run.ts";

/** Remote branches in whose newest commit a copy is looked for: the default ones, and what the own branch follows. */
const MOST_TIPS = 4;

/**
 * Remote branches that have some content already, as of the last fetch, under whatever name now, or under the same one
 * at any time.
 * @param oid of a blob
 * @param path where it stands here, from the top
 */
export async function remotesWith(repo: Repo, oid: string, path: string): Promise<string[]> {
  for (const { name, commit } of await newestOfRemotes(repo)) {
    const { stdout } = await git(repo, ["ls-tree", "-r", "-z", "--full-tree", commit]);
    // <mode> SP <type> SP <oid> TAB <path>
    if ([...nulSeparated(stdout)].some((entry) => entry.split(/[ \t]/, 3)[2] === oid)) return [name];
  }
  const args = ["log", "-1", "--no-show-signature", "--format=%H", `--find-object=${oid}`, "--remotes"];
  const commit = await gitText(repo, [...args, "--", `:(top,literal)${path}`]);
  if (commit === "") return [];
  const refs = await refsThatContain(repo, [commit]);
  return refs.flatMap(({ name }) => /^refs\/remotes\/(.*)$/.exec(name)?.[1] ?? []);
}

async function newestOfRemotes(repo: Repo): Promise<{ name: string; commit: string }[]> {
  const format = "--format=%(refname:lstrip=2) %(objectname) %(symref)";
  const refs = await gitText(repo, ["for-each-ref", format, "--sort=-committerdate", "refs/remotes"]);
  const all = refs.split("\n").flatMap((line) => {
    const [name = "", commit = "", target = ""] = line.split(" ");
    return commit === ""
      ? []
      : [{ name: target.replace("refs/remotes/", "") || name, commit, isHead: target !== "" }];
  });
  return all.sort((a, b) => Number(b.isHead) - Number(a.isHead)).slice(0, MOST_TIPS);
}
