import type { Io } from "../io.ts";

export type Env = Io["env"];

/** Where a range starts, according to a CI system. */
export type Base =
  /** A commit. `mayBeGone` for the old tip of a branch: after a forced push not even a full clone has it. */
  | {
      readonly kind: "commit";
      readonly revision: string;
      readonly variable: string;
      readonly mayBeGone: boolean;
    }
  /** The branch that the commits will be merged into. */
  | { readonly kind: "branch"; readonly name: string; readonly variable: string }
  | { readonly kind: "unknown"; readonly because: string };

/** What a CI system says about the commits of a job. */
export interface CiRange {
  readonly base: Base;
  readonly head: { readonly revision: string; readonly variable: string };
  /** The branch that the job runs for; `null` for a tag or a pull request, or if unknown. */
  readonly branch: string | null;
  readonly defaultBranch: string | null;
}

/** A CI system, and how to find the commits of its jobs. */
export interface CiSystem {
  readonly name: string;
  isHere(env: Env): boolean;
  /** @param event GitHub's JSON description of the event */
  range(env: Env, event: unknown): CiRange;
  /** The line of configuration that makes a job clone the whole history. */
  readonly wholeHistory: string;
}

/** The head named by the first of these variables that is set; otherwise what is checked out. */
export function headFrom(env: Env, ...variables: readonly string[]): CiRange["head"] {
  const variable = variables.find((name) => env[name]);
  return variable === undefined
    ? { revision: "HEAD", variable: "HEAD" }
    : { revision: env[variable] as string, variable };
}

/** A base that is a commit; unknown if its oid is all zeros. */
export function baseCommit(revision: string, variable: string, mayBeGone: boolean): Base {
  if (/^0+$/.test(revision)) return unknownBase(`${variable} is zero`);
  return { kind: "commit", revision, variable, mayBeGone };
}

/** A base that is the old tip of the job's branch. */
export function oldTip(env: Env, variable: string): Base {
  return env[variable] ? baseCommit(env[variable], variable, true) : unknownBase(`${variable} is not set`);
}

/** A base that is the branch to merge into. */
export function targetBranch(branch: string, variable: string): Base {
  return { kind: "branch", name: branch.replace(/^refs\/heads\//, ""), variable };
}

/** A base that the CI system does not name. @param because the reason, for the job's log */
export function unknownBase(because: string): Base {
  return { kind: "unknown", because };
}

/** The branch of a full ref name. */
export function branchOf(ref: string | undefined): string | null {
  return ref?.startsWith("refs/heads/") ? ref.slice("refs/heads/".length) : null;
}
