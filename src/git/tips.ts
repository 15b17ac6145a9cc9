import type { Repo } from "./repo.ts";
import { objectTypes, oidsOf } from "./resolve.ts";
import { revList } from "./revList.ts";
import { gitTextIfAny } from "./run.ts";

/** The commit that a revision resolves to; `null` if there is none. */
export function commitOf(repo: Repo, revision: string): Promise<string | null> {
  const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
  return gitTextIfAny(repo, args, [1, 128]);
}

/** The commit behind an oid, and the oids of some paths in it. */
export interface Tip {
  /** The commit itself, or the one that a tag points to; `null` for a tag of a tree or blob. */
  readonly commit: string | null;
  /** The oid at each requested path, in order; `null` if it does not exist. */
  readonly files: readonly (string | null)[];
}

/** Resolves oids to commits, and looks up some paths in each. */
export async function resolveTips(
  repo: Repo,
  oids: readonly string[],
  paths: readonly string[],
): Promise<Map<string, Tip>> {
  const width = paths.length + 1;
  const answers = await oidsOf(
    repo,
    oids.flatMap((oid) => [`${oid}^{commit}`, ...paths.map((path) => `${oid}^{commit}:${path}`)]),
  );
  return new Map(
    oids.map((oid, index) => {
      const [commit = null, ...files] = answers.slice(index * width, (index + 1) * width);
      return [oid, { commit, files }];
    }),
  );
}

/** Trees and blobs that are pushed or tagged without a commit. */
export interface LooseEnds {
  /** In git's syntax for objects. */
  readonly trees: readonly string[];
  /** Oids. */
  readonly blobs: readonly string[];
}

/** The trees and blobs that some oids resolve to. @param tips options such as `--all` are ignored */
export async function looseEnds(repo: Repo, tips: readonly string[]): Promise<LooseEnds> {
  const oids = [...new Set(tips)].filter((tip) => /^[0-9a-f]{40,64}$/.test(tip));
  const ends = oids.map((oid) => `${oid}^{}`);
  const types = await objectTypes(repo, ends);
  const of = (type: string) => ends.filter((_, index) => types[index] === type);
  const blobs = await oidsOf(repo, of("blob"));
  return { trees: of("tree"), blobs: blobs.filter((oid) => oid !== null) };
}

/** Those of the tips that are `commit` or a descendant of it. */
export async function containing(repo: Repo, tips: readonly string[], commit: string): Promise<Set<string>> {
  const lines = await revList(repo, ["--parents", "--topo-order", "--reverse"], [...tips, `^${commit}`]);
  // <commit> SP <parent> SP <parent> LF, parents before their children
  const found = new Set([commit]);
  for (const line of lines) {
    const [child = "", ...parents] = line.split(" ");
    if (parents.some((parent) => found.has(parent))) found.add(child);
  }
  return new Set(tips.filter((tip) => found.has(tip)));
}
