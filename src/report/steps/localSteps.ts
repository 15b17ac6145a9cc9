import { isOwnFile } from "../../ownFile.ts";
import { short } from "../place.ts";
import { printable } from "../printable.ts";
import { count, list, lowerFirst } from "../words.ts";
import { stepsOf } from "./apartSteps.ts";
import { type Lead, leads } from "./leads.ts";
import { pathsOf } from "./pathspecs.ts";
import { AMEND, autosquash, CONTINUE, fixup, handmadeSteps, stopAt } from "./rebase.ts";
import { ignoreStep, replacement } from "./reference.ts";
import { commitScene, type FilledStep, KEEP, type StepContext } from "./step.ts";

/** Most commits that one command marks. */
const MOST_COMMITS = 5;

/** How to take a secret out of commits that are only local, and not in notes or stashes alone. */
export function localSteps(context: StepContext): FilledStep[] {
  const [first, ...others] = leads(context);
  const later = new Set(others.flatMap(({ commits }) => commits));
  const findings = context.group.findings.filter(({ commit }) => commit === null || !later.has(commit));
  const here = { ...context, group: { ...context.group, head: findings[0] ?? context.group.head, findings } };
  const newest = first?.commits[0] ?? "COMMIT";
  return [
    ...switchTo(here, newest),
    ...repairSteps(here, newest),
    ...moveRef(here, newest),
    ...others.flatMap((lead) => elsewhere(context, lead)),
  ];
}

function repairSteps(context: StepContext, newest: string): FilledStep[] {
  const { variables, shell } = context;
  const commits = commitsOf(context);
  const { too, all, andThen } = pathsOf(context, "local");
  const edit = `${replacement(all, variables)}${too}; ${KEEP}; ${andThen}`;
  const hasMerge = commits.some((commit) => commitScene(context, commit).isMerge);
  const isGone = all.every((path) => context.verdict.scene?.gone.has(path));
  const envs = isGone ? [] : all.filter(isOwnFile);
  // Later changes of the file have to stay out of the commit: a rebase stashes them.
  const isEdited = envs.length === 0 && all.some((path) => context.verdict.scene?.edited.get(path));
  if (isHead(context) && (hasMerge || !isEdited))
    return amendSteps(
      context,
      envs,
      isGone ? "It is gone from your files; take it out of the commit too" : edit,
    );
  const canFold = commits.length === 1 && !hasMerge && !isChangedLater(context, newest, all);
  const isUnedited = all.every((path) => !context.verdict.scene?.edited.has(path));
  // A file that only this commit touches, and that is unchanged, is on disk in its old state when a rebase stops there.
  const leavesGit = canFold && isUnedited && envs.length === all.length;
  // The hook may refuse a message that begins with "fixup!".
  const mayRefuseFixup = isUnedited && context.verdict.scene?.checksMessages;
  if (canFold && !isEdited && !leavesGit && !mayRefuseFixup) return foldSteps(context, newest, edit);
  if (commits.length === 1 && hasMerge) return mergeSteps(context, newest, edit);
  if (hasMerge) return stopSteps(context, commits, edit);
  const mend: FilledStep = leavesGit
    ? ignoreStep(context, envs, CONTINUE)
    : { title: edit, command: shell.chain("git add --update", CONTINUE) };
  const title = `Each time git stops: resolve any conflict; ${inSentence(mend.title)}`;
  return [goBack(context, commits), { ...mend, title }, ...handmadeSteps(context, commits.at(-1) as string)];
}

/** Amends the commit that is checked out, or will be. @param envs files that leave git completely */
function amendSteps(context: StepContext, envs: readonly string[], title: string): FilledStep[] {
  const { variables, shell } = context;
  if (envs.length === 0) return [{ title, command: pathsOf(context, "local").into(AMEND) }];
  const rest = pathsOf(context, "local", (path) => !isOwnFile(path));
  if (rest.all.length === 0) return [ignoreStep(context, envs, AMEND)];
  return [
    ignoreStep(context, envs),
    {
      title: `${replacement(rest.all, variables)}${rest.too}; ${rest.andThen}`,
      command: shell.chain(rest.stage, AMEND),
    },
  ];
}

/** Commits the repair on top, and folds it into the older commit. */
function foldSteps(context: StepContext, commit: string, edit: string): FilledStep[] {
  const { movesBranches } = commitScene(context, commit);
  return [
    { title: edit, command: pathsOf(context, "local").into(fixup(context, commit)) },
    {
      title: `Fold that into ${short(commit)}${movesBranches ? ", in the branches in between too" : ""}`,
      command: autosquash(context, commit),
    },
    ...handmadeSteps(context, commit),
    {
      title: "If git stops because the commit is now empty",
      command: CONTINUE,
      optional: true,
    },
  ];
}

/**
 * Stops at several commits with a merge among them. At a merge an amend is needed; at a conflict it would change the commit
 * before.
 */
function stopSteps(context: StepContext, commits: readonly string[], edit: string): FilledStep[] {
  const { shell } = context;
  return [
    goBack(context, commits),
    {
      title: `Each time git stops there: ${inSentence(edit)}`,
      command: shell.chain("git add --update", AMEND, "git rebase --continue"),
    },
    ...handmadeSteps(context, commits.at(-1) as string),
    {
      title: "If a later change of the file conflicts with that, resolve it, then",
      command: shell.chain("git add --update", CONTINUE),
    },
  ];
}

function inSentence(title: string): string {
  return printable(lowerFirst(title));
}

/** A rebase recreates merges without their manual changes, so the merge itself is amended and the later commits are moved. */
function mergeSteps(context: StepContext, merge: string, edit: string): FilledStep[] {
  const { shell, verdict } = context;
  const { into } = pathsOf(context, "local");
  const oid = short(merge);
  const branch = commitScene(context, merge).elsewhere ?? verdict.scene?.branch;
  return [
    { title: `Go back to the merge ${oid}`, command: `git switch --detach ${oid}` },
    {
      title: `There: ${inSentence(edit)}`,
      command: into(AMEND),
    },
    {
      title: "Move the later commits onto it",
      command: `git rebase --rebase-merges --onto HEAD ${oid} ${shell.quote(branch ?? "@{-1}")}`,
    },
    ...handmadeSteps(context, merge),
  ];
}

/** Checks out a commit that HEAD does not reach, so that it can be repaired. */
export function switchTo(context: StepContext, commit: string): FilledStep[] {
  const { elsewhere, worktree } = commitScene(context, commit);
  if (elsewhere === null) return [];
  if (worktree !== null)
    return [
      {
        title: printable(`Go to the work tree where ${elsewhere} is checked out`),
        command: `cd ${context.shell.quote(worktree)}`,
      },
    ];
  return [
    {
      title: `Switch to where ${short(commit)} is`,
      command: isBranch(elsewhere)
        ? `git switch ${context.shell.quote(elsewhere)}`
        : `git switch --detach ${context.shell.quote(elsewhere)}`,
    },
  ];
}

/** Others are refs in full, or an oid: that of a ref whose name is not shown, or of a push without one. */
function isBranch(lead: string): boolean {
  return !/^(?:refs\/.*|[0-9a-f]{40,64})$/.test(lead);
}

/** Only a branch follows a rewritten commit. An annotated tag keeps its message, which is in the editor already. */
export function moveRef(context: StepContext, commit: string): FilledStep[] {
  const { shell, verdict } = context;
  const { elsewhere, isAnnotated } = commitScene(context, commit);
  if (elsewhere === null || isBranch(elsewhere)) return [];
  const ref = elsewhere.startsWith("refs/") ? elsewhere : "refs/heads/NAME";
  const tag = /^refs\/tags\/(.*)$/.exec(ref)?.[1];
  const force = isAnnotated ? "git -c core.editor=: tag --force --annotate" : "git tag --force";
  const move =
    tag === undefined ? `git update-ref ${shell.quote(ref)} HEAD` : `${force} -- ${shell.quote(tag)}`;
  const branch = verdict.scene?.branch;
  const back = branch ? [`git switch ${shell.quote(branch)}`] : [];
  return [
    {
      title: `Move ${tag === undefined ? "the ref" : "the tag"} to the new commit${branch ? ", and go back" : ""}`,
      command: shell.chain(move, ...back),
    },
  ];
}

/** Whether everything is in the commit that is or will be checked out, so that an amend is enough. */
export function isHead(context: StepContext): boolean {
  return context.group.findings.every(({ commit }) => commit === null || commitScene(context, commit).isTip);
}

/** The commits of a group that HEAD contains, otherwise those of one branch or tag, newest first; others need another round. */
export function commitsOf(context: StepContext): readonly string[] {
  return leads(context)[0]?.commits ?? [];
}

/** For the secret on another branch or ref, which the steps before do not reach, or where no rebase reaches. */
function elsewhere(context: StepContext, lead: Lead): FilledStep[] {
  return stepsOf(context, lead) ?? [{ title: printable(`Then the same on ${lead.name}`) }];
}

function goBack(context: StepContext, commits: readonly string[]): FilledStep {
  // The oldest ones: the others are newer and can be done in a second round.
  const marked = commits.slice(-MOST_COMMITS);
  const rest = commits.length - MOST_COMMITS;
  const later = rest > 0 ? `, and later to ${count(rest, "newer commit")}` : "";
  return { title: `Go back to ${list(marked.map(short))}${later}`, command: stopAt(context, marked, "edit") };
}

/** Whether a file was changed or deleted later: a fixup made from the current file would be wrong. */
function isChangedLater(context: StepContext, commit: string, paths: readonly string[]): boolean {
  const { touched } = commitScene(context, commit);
  return paths.some((path) => touched.has(path) || context.verdict.scene?.gone.has(path));
}
