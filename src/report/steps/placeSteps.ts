import { short } from "../place.ts";
import { commitsOf, isHead, moveRef, switchTo } from "./localSteps.ts";
import { AMEND, autosquash, fixup, handmadeSteps, stopAt } from "./rebase.ts";
import { type FilledStep, KEEP, type StepContext } from "./step.ts";
import { tagMessageSteps } from "./tagSteps.ts";

/** Steps for places that are not the content of a file: messages, names, link targets. */
export function placeSteps(context: StepContext, place: string): FilledStep[] {
  const commits = context.group.head.commit === null ? [] : commitsOf(context);
  const steps = stepsIn(context, place, commits);
  const [newest] = commits;
  return newest === undefined ? steps : [...switchTo(context, newest), ...steps, ...moveRef(context, newest)];
}

function stepsIn(context: StepContext, place: string, commits: readonly string[]): FilledStep[] {
  const { shell } = context;
  switch (place) {
    case "commit message":
      return isHead(context)
        ? [{ title: "Rewrite the message without it", command: "git commit --amend --only" }]
        : [
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
        ? [correct, { title: "Put them into the commit", command: amend }]
        : [
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
        { title: "Rename the file", command: "git mv -- OLD_NAME NEW_NAME" },
        ...recommit(context, commits[0]),
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
