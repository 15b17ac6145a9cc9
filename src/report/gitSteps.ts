import type { Exposure } from "../../detectors/detector.ts";
import type { Verdict } from "../finding.ts";
import { MASK } from "../redact.ts";
import type { Group } from "./group.ts";
import { placeName, short } from "./place.ts";
import { printable } from "./printable.ts";
import { replacement } from "./reference.ts";
import { quote } from "./shell.ts";
import { count, list } from "./words.ts";

/** A step with its placeholders filled in. */
export interface FilledStep {
  readonly title: string;
  readonly command?: string;
  /** Helps in a rarer case: the first to go when there is little room. */
  readonly optional?: boolean;
}

const KEEP = "the value belongs in a git-ignored .env or your secret store";
/** More paths than this in one command help nobody. */
const MOST_PATHS = 5;
/** What git would take for a pattern and not for a name. */
const PATHSPEC = /[*?[\]\\]|^:/;

/** The steps that take a secret out of git, or keep it out, for the place where it stands. */
export function gitSteps(group: Group, verdict: Verdict, variable: string): FilledStep[] {
  const { head } = group;
  const place = placeName(head.path);
  if (head.exposure === "published") return [publishedStep(place, head.path, variable)];
  if (verdict.occasion === "image") return imageSteps(variable);
  if (verdict.occasion === "stdin") return [{ title: `Take it out of where the text came from; ${KEEP}` }];
  if (place !== null)
    return placeSteps(place, head.commit, isHead(group, verdict), baseOf(head.commit, verdict));
  switch (head.exposure) {
    case "staged":
      return stagedSteps(group, verdict, variable);
    case "local":
      return localSteps(group, verdict, variable);
    case "disk":
      return [{ title: `${replacement(head.path, variable)} before you \`git add\` it; ${KEEP}` }];
  }
}

/** What is in a layer stays in it, whatever later ones delete. */
function imageSteps(variable: string): FilledStep[] {
  return [
    {
      title: `Keep it out of the build: hand ${variable} to the container when it starts, or to a RUN step by --mount=type=secret`,
    },
    { title: "Build the image again, and delete this one wherever it was pushed" },
  ];
}

function stagedSteps(group: Group, verdict: Verdict, variable: string): FilledStep[] {
  const { paths, others } = pathsOf(group, "staged");
  // "git restore --staged" needs a HEAD to restore from.
  const unstage = verdict.unborn ? "git rm --cached" : "git restore --staged";
  return [
    { title: `Take it out of the commit${others}`, command: `${unstage} -- ${paths}` },
    {
      title: `${replacement(group.head.path, variable)}; ${KEEP}; then`,
      command: `git add -- ${paths} && git commit`,
    },
  ];
}

function localSteps(group: Group, verdict: Verdict, variable: string): FilledStep[] {
  const { paths, others } = pathsOf(group, "local");
  const edit = `${replacement(group.head.path, variable)}${others}; ${KEEP}; then`;
  const commit = short(group.head.commit ?? "COMMIT");
  if (isHead(group, verdict)) {
    return [
      { title: edit, command: `git add -- ${paths} && git commit --amend --no-edit` },
      {
        title: "If git says that this would make the commit empty, undo the commit and keep its files",
        command: "git reset --soft HEAD~1",
        optional: true,
      },
    ];
  }
  const base = baseOf(group.head.commit, verdict);
  const repeat = otherCommits(group);
  return [
    { title: edit, command: `git add -- ${paths} && git commit --fixup=${commit}` },
    {
      title: `Fold that into ${commit}${repeat}`,
      // Without -i git before 2.44 leaves the fixup where it is.
      command: autosquash(base),
    },
    {
      title: `If a later commit took it out already, mark ${commit} as "edit" and amend it there`,
      command: `git rebase -i ${base}`,
      optional: true,
    },
  ];
}

function publishedStep(place: string | null, path: string, variable: string): FilledStep {
  const repair = place === null ? replacement(path, variable) : `Change the ${place}`;
  return { title: `Only then: ${lowerFirst(repair)}. Rewriting history does not undo a leak` };
}

/** Steps for what is no file content: messages, names, link targets. */
function placeSteps(place: string, commit: string | null, isLast: boolean, base: string): FilledStep[] {
  const oid = short(commit ?? "COMMIT");
  const older = (title: string, finish?: string): FilledStep[] => [
    {
      title: `Mark ${oid} as "${finish ? "edit" : "reword"}" in the list, save, ${title}`,
      command: `git rebase -i ${base}`,
    },
    ...(finish ? [{ title: "When git stops there", command: `${finish} && git rebase --continue` }] : []),
  ];
  switch (place) {
    case "commit message":
      return isLast
        ? [{ title: "Write the message anew, without it", command: "git commit --amend" }]
        : older("and write its message anew");
    case "commit author":
    case "commit committer":
    case "author name": {
      const amend = "git commit --amend --no-edit --reset-author";
      const correct = { title: "Correct your name and address", command: "git config --edit" };
      return isLast
        ? [correct, { title: "Put them into the commit", command: amend }]
        : [correct, ...older("and let git stop there", amend)];
    }
    case "tag message":
      return [{ title: "Write the tag's message anew, without it", command: "git tag -f -a TAG 'TAG^{}'" }];
    case "tag name":
      return [
        { title: "Give the tag another name", command: "git tag NEW_NAME OLD_NAME && git tag -d OLD_NAME" },
      ];
    case "branch name":
      return [{ title: "Give the branch another name", command: "git branch -m OLD_NAME NEW_NAME" }];
    case "file name":
      return [
        { title: "Give the file another name", command: "git mv -- OLD_NAME NEW_NAME" },
        ...recommit(commit, isLast, oid, base),
      ];
    case "symlink target":
      return [
        { title: "Let the link point elsewhere", command: "ln -sfn TARGET LINK && git add -- LINK" },
        ...recommit(commit, isLast, oid, base),
      ];
    default:
      return [{ title: `Take it out of the ${place}; ${KEEP}` }];
  }
}

/** Puts what is in the index into the commit that brought the secret. */
function recommit(commit: string | null, isLast: boolean, oid: string, base: string): FilledStep[] {
  if (commit === null) return [];
  if (isLast) return [{ title: "Put that into the commit", command: "git commit --amend --no-edit" }];
  return [
    {
      title: `Fold that into ${oid}`,
      command: `git commit --fixup=${oid} && ${autosquash(base)}`,
    },
  ];
}

/** What a rebase that reaches a commit starts from: its parent, or nothing when it has none. */
function baseOf(commit: string | null, { push }: Verdict): string {
  if (commit !== null && push?.roots?.includes(commit)) return "--root";
  return `${short(commit ?? "COMMIT")}^`;
}

/** Folds fixups in by itself, and keeps merges; the empty editor accepts the list as it stands. */
function autosquash(base: string): string {
  return `git -c sequence.editor=: rebase -i --autosquash --autostash --rebase-merges ${base}`;
}

/** True when everything stands in the newest commit of the push, where an amend is enough. */
function isHead(group: Group, verdict: Verdict): boolean {
  const head = verdict.push?.head ?? null;
  return (
    head !== null && group.findings.every((finding) => finding.commit === head || finding.commit === null)
  );
}

function otherCommits(group: Group): string {
  const commits = [...new Set(group.findings.map((finding) => finding.commit))].filter(
    (commit) => commit !== null && commit !== group.head.commit,
  ) as string[];
  if (commits.length === 0) return "";
  if (commits.length > 3) return `, and do the same for ${count(commits.length, "other commit")}`;
  return `, and do the same for ${list(commits.map(short))}`;
}

function pathsOf(group: Group, exposure: Exposure): { paths: string; others: string } {
  const all = [
    ...new Set(
      group.findings
        .filter((finding) => finding.exposure === exposure && placeName(finding.path) === null)
        .map((finding) => finding.path),
    ),
  ];
  const rest = all.length - MOST_PATHS;
  return {
    paths: all.slice(0, MOST_PATHS).map(pathspec).join(" "),
    others: rest > 0 ? `, also in ${count(rest, "other file")}` : "",
  };
}

/** A path as git takes it: by its name, whatever characters are in it. A masked one has to be put in by hand. */
function pathspec(path: string): string {
  if (path.includes(MASK)) return "PATH";
  return quote(PATHSPEC.test(path) ? `:(top,literal)${path}` : path);
}

function lowerFirst(text: string): string {
  return printable(text.charAt(0).toLowerCase() + text.slice(1));
}
