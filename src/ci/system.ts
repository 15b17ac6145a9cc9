import type { Io } from "../io.ts";

export type Env = Io["env"];

/** Where a range starts, as far as a CI system says. */
export type Base =
  /** A commit. One that a branch had before a push is gone from a full clone when the push was forced. */
  | {
      readonly kind: "commit";
      readonly revision: string;
      readonly variable: string;
      readonly mayBeGone: boolean;
    }
  /** The branch that the commits are to go into. */
  | { readonly kind: "branch"; readonly name: string; readonly variable: string }
  | { readonly kind: "unknown"; readonly because: string };

/** What a CI system says about the commits of a job. */
export interface CiRange {
  readonly base: Base;
  readonly head: { readonly revision: string; readonly variable: string };
  /** The branch that the job is for; `null` for a tag, a pull request, or when not said. */
  readonly branch: string | null;
  readonly defaultBranch: string | null;
}

export interface CiSystem {
  readonly name: string;
  isHere(env: Env): boolean;
  /** @param event the JSON that GitHub describes its event with */
  range(env: Env, event: unknown): CiRange;
  /** What has to stand in its configuration so that a job has all commits. */
  readonly wholeHistory: string;
}

/** The first of these variables that says something; the checked out commit when none does. */
export function first(env: Env, ...variables: readonly string[]): CiRange["head"] {
  const variable = variables.find((name) => env[name]);
  return variable === undefined
    ? { revision: "HEAD", variable: "HEAD" }
    : { revision: env[variable] as string, variable };
}

/** A base that is a commit; zeros stand for none. */
export function commit(revision: string, variable: string, mayBeGone: boolean): Base {
  if (/^0+$/.test(revision)) return unknown(`${variable} is zero`);
  return { kind: "commit", revision, variable, mayBeGone };
}

/** The commit that a branch had before. */
export function before(env: Env, variable: string): Base {
  return env[variable] ? commit(env[variable], variable, true) : unknown(`${variable} is not set`);
}

/** A base that is the branch to merge into. */
export function target(branch: string, variable: string): Base {
  return { kind: "branch", name: branch.replace(/^refs\/heads\//, ""), variable };
}

/** A base that has to be found otherwise. @param because why, as the job's log says it */
export function unknown(because: string): Base {
  return { kind: "unknown", because };
}

/** The branch of a full ref name. */
export function branchOf(ref: string | undefined): string | null {
  return ref?.startsWith("refs/heads/") ? ref.slice("refs/heads/".length) : null;
}
