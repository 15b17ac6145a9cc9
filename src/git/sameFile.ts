import { literal, nulSeparated } from "./paths.ts";
import { refsThatContain, remoteNames } from "./refs.ts";
import type { Repo } from "./repo.ts";
import { git, gitLines, gitTextIfAny } from "./run.ts";

/** Remote branches in whose newest commit copies are looked for: the default ones, then the newest. */
const MOST_TIPS = 4;
/** Files whose past is looked at: git walks a history for each. */
const MOST_WALKS = 3;

/** A file as it stands in a commit or in the index. */
export interface StandingFile {
  /** Of its content. */
  readonly oid: string;
  /** From the top. */
  readonly path: string;
}

/**
 * Remote branches that have the content of files already, as of the last fetch: under whatever name now, or under the
 * same one at any time.
 * @returns for each file, in order, the branches that have it; none where no branch is known to
 */
export async function remotesWith(repo: Repo, files: readonly StandingFile[]): Promise<string[][]> {
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

/** Of each oid a branch whose newest commit has it. */
async function inNewest(repo: Repo, oids: ReadonlySet<string>): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { name, commit } of await newestOfRemotes(repo)) {
    // A ref may lead to no tree, or to one that a partial clone left out.
    const { stdout } = await git(repo, ["ls-tree", "-r", "-z", "--full-tree", commit], { accept: [128] });
    for (const entry of nulSeparated(stdout)) {
      // <mode> SP <type> SP <oid> TAB <path>
      const oid = entry.split(/[ \t]/, 3)[2] ?? "";
      if (oids.has(oid) && !found.has(oid)) found.set(oid, name);
    }
  }
  return found;
}

async function inPast(repo: Repo, { oid, path }: StandingFile): Promise<string[]> {
  // A user's own setting would follow renames, which git cannot do with this pathspec.
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
