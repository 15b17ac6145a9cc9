import type { Repo } from "./repo.ts";
import { gitLines, gitTextIfAny } from "./run.ts";

/** A ref and its target. */
export interface Ref {
  /** Full name, `refs/heads/main`. */
  readonly name: string;
  readonly oid: string;
  /** The object that an annotated tag points to; otherwise the same as `oid`. */
  readonly target: string;
}

/** The newest stash; older ones are only in its reflog. */
export const STASH = "refs/stash";

/** Commits of all stashes, newest first: `stash@{0}` is the first. */
export async function stashes(repo: Repo): Promise<string[]> {
  const args = ["log", "-g", "--no-show-signature", "--format=%H", "--end-of-options", STASH];
  const text = await gitTextIfAny(repo, args, [128]);
  return text ? text.split("\n") : [];
}

/** The branch that is checked out, without `refs/heads/`; `null` when HEAD is detached. */
export function currentBranch(repo: Repo): Promise<string | null> {
  return gitTextIfAny(repo, ["symbolic-ref", "--quiet", "--short", "HEAD"], [1]);
}

/** Most commits per call of git: the length of its arguments is limited. */
const AT_ONCE = 400;

/** All refs: branches, tags, remote branches, notes, the stash. */
export async function allRefs(repo: Repo): Promise<Ref[]> {
  return parsed(await gitLines(repo, ["for-each-ref", FORMAT]));
}

/** Refs that contain at least one of these commits. */
export async function refsThatContain(repo: Repo, commits: readonly string[]): Promise<Ref[]> {
  const found = new Map<string, Ref>();
  for (let at = 0; at < commits.length; at += AT_ONCE) {
    const some = commits.slice(at, at + AT_ONCE).flatMap((commit) => ["--contains", commit]);
    for (const ref of parsed(await gitLines(repo, ["for-each-ref", FORMAT, ...some])))
      found.set(ref.name, ref);
  }
  return [...found.values()];
}

/** Short names of the remote branches among some refs: `origin/main`. */
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
