import { short } from "../place.ts";
import { commitScene, type Way } from "./way.ts";

/** What a rebase that reaches a commit starts from: its parent, or nothing when it has none. */
function baseOf(way: Way, commit: string): string {
  return commitScene(way, commit).isRoot ? "--root" : `${short(commit)}^`;
}

/** Folds fixups in by itself, and keeps merges; the empty editor accepts the list as it stands. */
export function autosquash(way: Way, commit: string): string {
  // Without -i git before 2.44 leaves the fixup where it is.
  return `git -c sequence.editor=: rebase -i --autosquash --autostash --rebase-merges ${baseOf(way, commit)}`;
}

/**
 * Stops at commits, or asks for the message of one, without a list to edit: git's own sh runs the editor, on every
 * system. A merge stands in the list as `merge -C <oid> …`, and settings shorten `pick` and oids.
 * @param commits the newest first
 */
export function stopAt(way: Way, commits: readonly string[], action: "edit" | "reword"): string {
  const marks = commits.map((commit) => ` -e 's/^p[ick]* ${short(commit)}/${action} ${short(commit)}/'`);
  const editor = `"sequence.editor=sed -i.bak${marks.join("")}"`;
  return `git -c core.abbrev=40 -c ${editor} rebase -i --autostash --rebase-merges ${baseOf(way, commits.at(-1) as string)}`;
}

/** Puts what is staged into the last commit, even when that leaves nothing of it. */
export const AMEND = "git commit --amend --no-edit --allow-empty";
