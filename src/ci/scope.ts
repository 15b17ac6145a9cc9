import { KeylatchError } from "../errors.ts";
import type { Repo } from "../git/repo.ts";
import { gitTextIfAny } from "../git/run.ts";
import { reachesBorder, shallowBorder } from "../git/shallow.ts";
import { commitOf } from "../git/tips.ts";
import type { CiRange, CiSystem } from "./system.ts";

/** The commits that a CI job checks, and how they were determined. */
export interface CiScope {
  /** Oid of the end of the range. */
  readonly head: string;
  /** Oid of the base, which is not checked itself; `null` to check everything. */
  readonly base: string | null;
  /** The variable or branch that names the base; `null` if everything is checked. */
  readonly baseName: string | null;
  readonly headName: string;
  /** Why the base is not the one that the CI system names; `null` if it is. */
  readonly because: string | null;
}

/**
 * Resolves what a CI system says to commits.
 * @throws {KeylatchError} `ci-commit-missing`, `shallow-checkout` if the checkout does not have them all
 */
export async function ciScope(repo: Repo, system: CiSystem, said: CiRange): Promise<CiScope> {
  const border = await shallowBorder(repo);
  const head = await commitOf(repo, said.head.revision);
  if (head === null) throw missing(said.head.revision, said.head.variable, system, border);
  const scope = { head, headName: said.head.variable, ...(await baseOf(repo, system, said, head, border)) };
  const range = [head, ...(scope.base === null ? [] : [`^${scope.base}`])];
  if (await reachesBorder(repo, range, border)) throw shallow(system);
  return scope;
}

async function baseOf(
  repo: Repo,
  system: CiSystem,
  { base, branch, defaultBranch }: CiRange,
  head: string,
  border: ReadonlySet<string>,
): Promise<Pick<CiScope, "base" | "baseName" | "because">> {
  if (base.kind === "branch") {
    const tip = await tipOf(repo, base.name);
    if (tip === null) throw missing(base.name, base.variable, system, border);
    return { base: tip.oid, baseName: `${tip.name} (${base.variable})`, because: null };
  }
  let because = base.kind === "unknown" ? base.because : "";
  if (base.kind === "commit") {
    const oid = await commitOf(repo, base.revision);
    if (oid !== null) return { base: oid, baseName: base.variable, because: null };
    if (!base.mayBeGone || border.size > 0) throw missing(base.revision, base.variable, system, border);
    because = `${base.variable} is ${base.revision}, which the branch lost in a forced push`;
  }
  for (const name of defaultBranch === null ? await likelyDefaults(repo) : [defaultBranch]) {
    if (name === branch) break;
    const tip = await tipOf(repo, name);
    if (tip === null) continue;
    // If the job's branch is unknown, it may be the default branch itself.
    if (tip.oid === head && branch === null) break;
    return { base: tip.oid, baseName: tip.name, because };
  }
  return { base: null, baseName: null, because };
}

/** The tip of the remote branch, or else of the local one. */
async function tipOf(repo: Repo, branch: string): Promise<{ oid: string; name: string } | null> {
  for (const [ref, name] of [
    [`refs/remotes/origin/${branch}`, `origin/${branch}`],
    [`refs/heads/${branch}`, branch],
  ] as const) {
    const oid = await commitOf(repo, ref);
    if (oid !== null) return { oid, name };
  }
  return null;
}

async function likelyDefaults(repo: Repo): Promise<string[]> {
  const origin = await gitTextIfAny(repo, ["symbolic-ref", "--quiet", "refs/remotes/origin/HEAD"], [1, 128]);
  return [...(origin === null ? [] : [origin.replace("refs/remotes/origin/", "")]), "main", "master"];
}

function shallow(system: CiSystem): KeylatchError {
  return new KeylatchError(
    "shallow-checkout",
    "this checkout is shallow: it does not have all the commits that are to be checked",
    {
      hint: `Nothing was checked. In ${system.name} this brings the whole history:`,
      lines: [system.wholeHistory],
    },
  );
}

function missing(
  revision: string,
  variable: string,
  system: CiSystem,
  border: ReadonlySet<string>,
): KeylatchError {
  if (border.size > 0) return shallow(system);
  const isOid = /^[0-9a-f]{7,64}$/.test(revision);
  const refspec = isOid ? revision : `'+refs/heads/${revision}:refs/remotes/origin/${revision}'`;
  return new KeylatchError(
    "ci-commit-missing",
    `${variable} names ${revision}, which is not in this checkout`,
    {
      hint: `Nothing was checked. Fetch it in a step before, or have the whole history in ${system.name}:`,
      lines: [`git fetch origin ${refspec}`, system.wholeHistory],
    },
  );
}
