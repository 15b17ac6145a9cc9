import { objectTypes, oidsOf } from "./objects.ts";
import type { Repo } from "./repo.ts";
import { revList } from "./revList.ts";
import { gitTextIfAny } from "./run.ts";

/** The commit a revision leads to, `null` when it leads to none. */
export function commitOf(repo: Repo, revision: string): Promise<string | null> {
  const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
  return gitTextIfAny(repo, args, [1, 128]);
}

/** What is pushed, with the oids of keylatch's own files in it; `null` for what is not there. */
export interface Tip {
  /** The commit that an oid leads to: itself, or what a tag names. `null` for a tag of a tree or a blob. */
  readonly commit: string | null;
  /** Of each path asked for, in order. */
  readonly files: readonly (string | null)[];
}

/** Looks at some oids, and at some paths in the commits they lead to. */
export async function tipsOf(
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

/** What some oids lead to without a commit: tags of trees and of blobs, and these themselves. */
export interface LooseEnds {
  /** Names of trees. */
  readonly trees: readonly string[];
  /** Oids. */
  readonly blobs: readonly string[];
}

/** What some oids lead to that is no commit. @param tips what is no oid is left out */
export async function looseEnds(repo: Repo, tips: readonly string[]): Promise<LooseEnds> {
  const oids = [...new Set(tips)].filter((tip) => /^[0-9a-f]{40,64}$/.test(tip));
  const ends = oids.map((oid) => `${oid}^{}`);
  const types = await objectTypes(repo, ends);
  const of = (type: string) => ends.filter((_, index) => types[index] === type);
  const blobs = await oidsOf(repo, of("blob"));
  return { trees: of("tree"), blobs: blobs.filter((oid) => oid !== null) };
}

/** Those of some commits that are `commit` or have it in their history. */
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
