import { short } from "../place.ts";
import { list } from "../words.ts";
import { MOST_PATHS, pathspec } from "./pathspecs.ts";
import { commitScene, type FilledStep, type StepContext } from "./step.ts";

/** Keeps uncommitted changes and merges, and drops commits that become empty. */
const KEEPING = "--autostash --rebase-merges --empty drop";

/** The options and base of a rebase that includes a commit: onto its parent, or from the root if it has none. */
function reaching(context: StepContext, commit: string): string {
  const { isRoot, movesBranches } = commitScene(context, commit);
  const base = isRoot ? "--root" : context.shell.quote(`${short(commit)}^`);
  return `${KEEPING}${movesBranches ? " --update-refs" : ""} ${base}`;
}

/**
 * A commit that autosquash folds into another: found by its subject, which survives a rewrite, or by its oid if another
 * commit has the same subject.
 */
export function fixup(context: StepContext, commit: string): string {
  return commitScene(context, commit).hasNamesake
    ? `git commit -m ${context.shell.quote(`fixup! ${short(commit)}`)}`
    : `git commit --fixup ${short(commit)}`;
}

/** Folds fixups into their commits; the editor `:` accepts the todo list unchanged. */
export function autosquash(context: StepContext, commit: string): string {
  // Before 2.44, git ignores --autosquash without -i.
  return `git -c sequence.editor=: rebase -i --autosquash ${reaching(context, commit)}`;
}

/**
 * A rebase that stops at commits, or asks for the message of one, without showing the todo list: sed edits it, run by git's
 * own sh on every system. A merge is in the list as `merge -C <oid> …`; settings may abbreviate `pick` and oids.
 * @param commits the newest first
 */
export function stopAt(context: StepContext, commits: readonly string[], action: "edit" | "reword"): string {
  const marks = commits.map(
    (commit) => ` -e '${mark(commitScene(context, commit).isMerge, short(commit), action)}'`,
  );
  const editor = `"sequence.editor=sed -i.bak${marks.join("")}"`;
  return `git -c core.abbrev=40 -c ${editor} rebase -i ${reaching(context, commits.at(-1) as string)}`;
}

/** A sed command that marks a commit. For a merge, `-c` opens its message in the editor; to stop there, `break` is inserted. */
function mark(isMerge: boolean, oid: string, action: "edit" | "reword"): string {
  if (!isMerge) return `s/^p[ick]* ${oid}/${action} ${oid}/`;
  return action === "reword"
    ? `s/^m[erg]* -C ${oid}/merge -c ${oid}/`
    : `/^m[erg]* -C ${oid}/{p;s/.*/break/;}`;
}

/** Steps for later merges with manual changes: restores each that the rebase stops at, and those that it recreated silently. */
export function handmadeSteps(context: StepContext, commit: string): FilledStep[] {
  const { end, handmade } = commitScene(context, commit);
  const silent = handmade.filter(({ stops }) => !stops);
  const settle = handmade
    .filter(({ stops }) => stops)
    .reverse()
    .map(({ merge, paths, deleted }, index) => ({
      title: `If git stops at the merge ${short(merge)}, restore what it contained`,
      // A merge that was resolved like its first parent leaves nothing to commit, so --continue alone would drop it.
      command: restored(
        context,
        merge,
        paths,
        deleted,
        `git commit -C ${short(merge)}`,
        "git rebase --continue",
      ),
      optional: index >= MOST_STOPS,
    }));
  if (end === null || silent.length === 0) return settle;
  const merges = list(silent.map(({ merge }) => short(merge)));
  return [
    ...settle,
    {
      title: `Bring back what was changed by hand in ${silent.length > 1 ? "the merges" : "the merge"} ${merges}, which git recreated`,
      command: restored(
        context,
        end,
        [...new Set(silent.flatMap(({ paths }) => paths))],
        [],
        "git commit -m 'What the merge had'",
      ),
    },
  ];
}

/** Merges that a rebase stops at whose steps are never left out. */
const MOST_STOPS = 2;

/** Restores files from a commit; if one of them contained the secret, only shows the difference. */
function restored(
  context: StepContext,
  commit: string,
  paths: readonly string[],
  deleted: readonly string[],
  ...then: readonly string[]
): string {
  const all = [...paths, ...deleted];
  const isLeaking = context.verdict.findings.some(({ path }) => all.includes(path));
  if (isLeaking || all.length > MOST_PATHS) return `git diff HEAD ${short(commit)}`;
  const names = (some: readonly string[]) => some.map((path) => pathspec(path, context)).join(" ");
  const from = `git restore --source ${short(commit)} --staged --worktree -- ${names(paths)}`;
  return context.shell.chain(
    ...(paths.length > 0 ? [from] : []),
    ...(deleted.length > 0 ? [`git rm -qf --ignore-unmatch -- ${names(deleted)}`] : []),
    ...then,
  );
}

/** Puts what is staged into the last commit, even if that becomes empty. */
export const AMEND = "git commit --amend --no-edit --allow-empty";

/** Continues after `edit` or a conflict: git puts what is staged into the commit that it stopped at. */
export const CONTINUE = "git -c core.editor=: rebase --continue";
