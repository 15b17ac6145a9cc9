import { groupBy } from "../../../detectors/groupBy.ts";
import { NOTES } from "../place.ts";
import { commitScene, type StepContext } from "./step.ts";

/** What leads to some of a group's commits: HEAD (`null`), a branch, tag or other ref, or a stash. */
export interface Lead {
  readonly name: string | null;
  /** Newest first. */
  readonly commits: readonly string[];
}

/** The commits of a group by what leads to them: HEAD first, notes and stashes last. */
export function leads(context: StepContext): Lead[] {
  const own = new Set(context.group.findings.flatMap(({ commit }) => commit ?? []));
  const known = [...(context.verdict.scene?.commits.keys() ?? [])].filter((commit) => own.has(commit));
  const groups = groupBy(
    known.length === 0 ? own : known,
    (commit) => commitScene(context, commit).elsewhere,
  );
  const all = Array.from(groups, ([name, commits]) => ({ name, commits: [...commits] }));
  return all.sort((a, b) => rank(a.name) - rank(b.name));
}

/** The number of a stash in git's list; `null` for anything else. */
export function stashNumber(name: string | null): number | null {
  const number = /^stash@\{(\d+)\}$/.exec(name ?? "")?.[1];
  return number === undefined ? null : Number(number);
}

/** Deleting a stash renumbers older ones, so they come first. */
function rank(name: string | null): number {
  const stash = stashNumber(name);
  if (stash !== null) return Number.MAX_SAFE_INTEGER - stash;
  return name === null ? 0 : name.startsWith(NOTES) ? 2 : 1;
}
