import { short } from "../place.ts";
import { list } from "../words.ts";
import { MOST_PATHS, pathspec } from "./pathspecs.ts";
import { commitScene, type FilledStep, type Way } from "./way.ts";

/** What was not committed stays, merges stay merges, and what nothing is left of goes. */
const KEEPING = "--autostash --rebase-merges --empty drop";

/** How a rebase reaches a commit: from its parent on, or from nothing when it has none. */
function reaching(way: Way, commit: string): string {
  const { isRoot, movesBranches } = commitScene(way, commit);
  const base = isRoot ? "--root" : way.shell.quote(`${short(commit)}^`);
  return `${KEEPING}${movesBranches ? " --update-refs" : ""} ${base}`;
}

/** Commits what is to be folded into another commit: by its subject, which it keeps when it is made anew, or by its oid where another one has that. */
export function fixup(way: Way, commit: string): string {
  return commitScene(way, commit).hasNamesake
    ? `git commit -m ${way.shell.quote(`fixup! ${short(commit)}`)}`
    : `git commit --fixup ${short(commit)}`;
}

/** Folds fixups in by itself, and keeps merges; the empty editor accepts the list as it stands. */
export function autosquash(way: Way, commit: string): string {
  // Without -i git before 2.44 leaves the fixup where it is.
  return `git -c sequence.editor=: rebase -i --autosquash ${reaching(way, commit)}`;
}

/**
 * Stops at commits, or asks for the message of one, without a list to edit: git's own sh runs the editor, on every
 * system. A merge stands in the list as `merge -C <oid> …`, and settings shorten `pick` and oids.
 * @param commits the newest first
 */
export function stopAt(way: Way, commits: readonly string[], action: "edit" | "reword"): string {
  const marks = commits.map(
    (commit) => ` -e '${mark(commitScene(way, commit).isMerge, short(commit), action)}'`,
  );
  const editor = `"sequence.editor=sed -i.bak${marks.join("")}"`;
  return `git -c core.abbrev=40 -c ${editor} rebase -i ${reaching(way, commits.at(-1) as string)}`;
}

/** A merge is made anew with its message; `-c` opens that in the editor. To stop there a line of its own is needed. */
function mark(isMerge: boolean, oid: string, action: "edit" | "reword"): string {
  if (!isMerge) return `s/^p[ick]* ${oid}/${action} ${oid}/`;
  return action === "reword"
    ? `s/^m[erg]* -C ${oid}/merge -c ${oid}/`
    : `/^m[erg]* -C ${oid}/{p;s/.*/break/;}`;
}

/** What settles again the merges after a commit that a rebase stops at, and brings back what it left out of others that were changed by hand. */
export function handmadeSteps(way: Way, commit: string): FilledStep[] {
  const { end, handmade } = commitScene(way, commit);
  const silent = handmade.filter(({ stops }) => !stops);
  const settle = handmade
    .filter(({ stops }) => stops)
    .reverse()
    .map(({ merge, paths, deleted }, index) => ({
      title: `If git stops at the merge ${short(merge)}, restore what it contained`,
      // Of a merge that was settled as its first side was nothing is left to commit: --continue alone would drop it.
      command: restored(way, merge, paths, deleted, `git commit -C ${short(merge)}`, "git rebase --continue"),
      optional: index >= MOST_STOPS,
    }));
  if (end === null || silent.length === 0) return settle;
  const merges = list(silent.map(({ merge }) => short(merge)));
  return [
    ...settle,
    {
      title: `Bring back what was changed by hand in ${silent.length > 1 ? "the merges" : "the merge"} ${merges}, which git recreated`,
      command: restored(
        way,
        end,
        [...new Set(silent.flatMap(({ paths }) => paths))],
        [],
        "git commit -m 'What the merge had'",
      ),
    },
  ];
}

/** Merges that a rebase stops at whose steps are always told. */
const MOST_STOPS = 2;

/** Takes files as they are in a commit; what held the secret itself has to be looked at. */
function restored(
  way: Way,
  commit: string,
  paths: readonly string[],
  deleted: readonly string[],
  ...then: readonly string[]
): string {
  const all = [...paths, ...deleted];
  const isLeaking = way.verdict.findings.some(({ path }) => all.includes(path));
  if (isLeaking || all.length > MOST_PATHS) return `git diff HEAD ${short(commit)}`;
  const names = (some: readonly string[]) => some.map((path) => pathspec(path, way)).join(" ");
  const from = `git restore --source ${short(commit)} --staged --worktree -- ${names(paths)}`;
  return way.shell.chain(
    ...(paths.length > 0 ? [from] : []),
    ...(deleted.length > 0 ? [`git rm -qf --ignore-unmatch -- ${names(deleted)}`] : []),
    ...then,
  );
}

/** Puts what is staged into the last commit, even when that leaves nothing of it. */
export const AMEND = "git commit --amend --no-edit --allow-empty";

/** Goes on from a commit to edit as from a conflict: git puts what is staged into the commit that it stopped at. */
export const CONTINUE = "git -c core.editor=: rebase --continue";
