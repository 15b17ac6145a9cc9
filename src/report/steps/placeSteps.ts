import { short } from "../place.ts";
import { commitsOf, isHead, switchTo } from "./localSteps.ts";
import { AMEND, autosquash, fixup, handmadeSteps, stopAt } from "./rebase.ts";
import { type FilledStep, KEEP, type StepContext } from "./step.ts";
import { tagMessageSteps } from "./tagSteps.ts";

/** Steps for places that are not the content of a file: messages, names, link targets. */
export function placeSteps(context: StepContext, place: string): FilledStep[] {
  const { shell } = context;
  const commits = commitsOf(context);
  const [newest] = commits;
  const before = newest === undefined ? [] : switchTo(context, newest);
  switch (place) {
    case "commit message":
      return isHead(context)
        ? [...before, { title: "Rewrite the message without it", command: "git commit --amend --only" }]
        : [
            ...before,
            {
              title: "Rewrite the message without it, in the editor that opens",
              command: stopAt(context, commits, "reword"),
            },
            ...handmadeSteps(context, commits.at(-1) as string),
          ];
    case "commit author": {
      const amend = `${AMEND} --only --reset-author`;
      const correct = { title: "Correct your name and address", command: "git config --edit" };
      return isHead(context)
        ? [...before, correct, { title: "Put them into the commit", command: amend }]
        : [
            ...before,
            correct,
            { title: "Go back to the commit", command: stopAt(context, commits, "edit") },
            { title: "Each time git stops there", command: shell.chain(amend, "git rebase --continue") },
            ...handmadeSteps(context, commits.at(-1) as string),
          ];
    }
    case "tag message":
      return tagMessageSteps(context);
    case "tag name":
      return [
        {
          title: "Rename the tag",
          command: shell.chain("git tag NEW_NAME OLD_NAME", "git tag -d OLD_NAME"),
        },
      ];
    case "branch name":
      return [{ title: "Rename the branch", command: "git branch -m OLD_NAME NEW_NAME" }];
    case "file name":
      return [
        ...before,
        { title: "Rename the file", command: "git mv -- OLD_NAME NEW_NAME" },
        ...recommit(context, newest),
      ];
    default:
      return [{ title: `Take it out of the ${place}; ${KEEP}` }];
  }
}

/** Puts the index into the commit that introduced the secret. */
function recommit(context: StepContext, commit: string | undefined): FilledStep[] {
  if (commit === undefined) return [];
  if (isHead(context)) return [{ title: "Put that into the commit", command: AMEND }];
  return [
    {
      title: `Fold that into ${short(commit)}`,
      command: context.shell.chain(fixup(context, commit), autosquash(context, commit)),
    },
    ...handmadeSteps(context, commit),
  ];
}
