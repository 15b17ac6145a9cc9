import { oidsOf } from "./objects.ts";
import type { Repo } from "./repo.ts";
import { git, gitLines } from "./run.ts";

export interface Ref {
  /** Full name, `refs/heads/main`. */
  readonly name: string;
  readonly oid: string;
  /** What an annotated tag leads to, else the same as `oid`. */
  readonly target: string;
}

/** So many commits are asked for at once: arguments have a limit. */
const AT_ONCE = 400;

export async function allRefs(repo: Repo): Promise<Ref[]> {
  return parsed(await gitLines(repo, ["for-each-ref", FORMAT]));
}

/** Refs whose history has at least one of these commits. */
export async function refsThatContain(repo: Repo, commits: readonly string[]): Promise<Ref[]> {
  const found = new Map<string, Ref>();
  for (let at = 0; at < commits.length; at += AT_ONCE) {
    const some = commits.slice(at, at + AT_ONCE).flatMap((commit) => ["--contains", commit]);
    for (const ref of parsed(await gitLines(repo, ["for-each-ref", FORMAT, ...some])))
      found.set(ref.name, ref);
  }
  return [...found.values()];
}

/** What the remote branches among some refs are called, `origin/main`. */
export function remoteNames(refs: readonly Ref[]): string[] {
  return refs.flatMap(({ name }) => /^refs\/remotes\/(.*)$/.exec(name)?.[1] ?? []);
}

const FORMAT = "--format=%(refname) %(objectname) %(*objectname)";

function parsed(lines: readonly string[]): Ref[] {
  return lines.map((line) => {
    const [name, oid, peeled] = line.split(" ") as [string, string, string];
    return { name, oid, target: peeled || oid };
  });
}

/** A path in a commit's tree. */
export interface TreeEntry {
  readonly path: string;
  readonly oid: string;
}

/**
 * What stands at these paths in each of some trees.
 * @param trees names that lead to a tree or commit, made of oids: `<oid>`, `<oid>^2`
 */
export async function entriesAt(
  repo: Repo,
  trees: readonly string[],
  paths: readonly string[],
): Promise<Map<string, TreeEntry[]>> {
  const found = new Map<string, TreeEntry[]>(trees.map((tree) => [tree, []]));
  // A line of input cannot hold a newline.
  const asked = paths.filter((path) => !path.includes("\n"));
  const pairs = trees.flatMap((tree) => asked.map((path) => ({ tree, path })));
  const oids = await oidsOf(
    repo,
    pairs.map(({ tree, path }) => `${tree}:${path}`),
  );
  for (const [index, { tree, path }] of pairs.entries()) {
    const oid = oids[index] ?? null;
    if (oid !== null) found.get(tree)?.push({ path, oid });
  }
  for (const path of paths.filter((path) => path.includes("\n"))) {
    for (const tree of trees) {
      const answer = await git(repo, ["ls-tree", "-z", "--full-tree", tree, "--", path], { accept: [128] });
      // <mode> SP <type> SP <oid> TAB <path> NUL
      const oid = /^\d+ blob ([0-9a-f]+)\t/.exec(answer.stdout.toString("utf8"))?.[1];
      if (oid !== undefined) found.get(tree)?.push({ path, oid });
    }
  }
  return found;
}
