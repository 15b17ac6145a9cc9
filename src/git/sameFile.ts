import type { PathObject } from "./objectsAt.ts";
import { literal, nulSeparated } from "./paths.ts";
import { refsThatContain, remoteNames } from "./refs.ts";
import type { Repo } from "./repo.ts";
import { git, gitLines, gitTextIfAny } from "./run.ts";

/** Most remote branches whose tips are searched: the default ones first, then the newest. */
const MOST_TIPS = 4;
/** Most files whose history is searched: git walks the history once per file. */
const MOST_WALKS = 3;

/**
 * Remote branches that already contain the content of files, as of the last fetch: at their tip under any name, or at any
 * time under the same name.
 * @returns for each file, in order, the branches that have it; empty if none is known to
 */
export async function remotesWith(repo: Repo, files: readonly PathObject[]): Promise<string[][]> {
  if (files.length === 0) return [];
  const found = await inNewest(repo, new Set(files.map(({ oid }) => oid)));
  let walks = 0;
  const all: string[][] = [];
  for (const file of files) {
    const branch = found.get(file.oid);
    if (branch !== undefined) all.push([branch]);
    else all.push(walks++ < MOST_WALKS ? await inPast(repo, file) : []);
  }
  return all;
}

/** For each oid a branch whose tip contains it. */
async function inNewest(repo: Repo, oids: ReadonlySet<string>): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { name, commit } of await newestOfRemotes(repo)) {
    // A ref may not lead to a tree, or to one that a partial clone left out.
    const { stdout } = await git(repo, ["ls-tree", "-r", "-z", "--full-tree", commit], { accept: [128] });
    for (const entry of nulSeparated(stdout)) {
      // <mode> SP <type> SP <oid> TAB <path>
      const oid = entry.split(/[ \t]/, 3)[2] ?? "";
      if (oids.has(oid) && !found.has(oid)) found.set(oid, name);
    }
  }
  return found;
}

async function inPast(repo: Repo, { oid, path }: PathObject): Promise<string[]> {
  // log.follow does not work with this pathspec.
  const log = ["-c", "log.follow=false", "log", "-1", "--no-show-signature", "--format=%H"];
  const what = [`--find-object=${oid}`, "--remotes", "--", literal(path)];
  const commit = await gitTextIfAny(repo, [...log, ...what], [128]);
  return commit ? remoteNames(await refsThatContain(repo, [commit])) : [];
}

async function newestOfRemotes(repo: Repo): Promise<{ name: string; commit: string }[]> {
  const format = "--format=%(refname:lstrip=2) %(objectname) %(symref)";
  const refs = await gitLines(repo, ["for-each-ref", format, "--sort=-committerdate", "refs/remotes"]);
  const all = refs.map((line) => {
    const [name = "", commit = "", target = ""] = line.split(" ");
    return { name: target.replace("refs/remotes/", "") || name, commit, isHead: target !== "" };
  });
  return all.sort((a, b) => Number(b.isHead) - Number(a.isHead)).slice(0, MOST_TIPS);
}
