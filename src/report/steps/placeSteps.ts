import { short } from "../place.ts";
import { commitsOf, isHead, switchTo } from "./localSteps.ts";
import { AMEND, autosquash, fixup, handmadeSteps, stopAt } from "./rebase.ts";
import { tagMessageSteps } from "./tagSteps.ts";
import { type FilledStep, KEEP, type Way } from "./way.ts";

/** Steps for places that are not the content of a file: messages, names, link targets. */
export function placeSteps(way: Way, place: string): FilledStep[] {
  const { shell } = way;
  const commits = commitsOf(way);
  const [newest] = commits;
  const before = newest === undefined ? [] : switchTo(way, newest);
  switch (place) {
    case "commit message":
      return isHead(way)
        ? [...before, { title: "Rewrite the message without it", command: "git commit --amend --only" }]
        : [
            ...before,
            {
              title: "Rewrite the message without it, in the editor that opens",
              command: stopAt(way, commits, "reword"),
            },
            ...handmadeSteps(way, commits.at(-1) as string),
          ];
    case "commit author": {
      const amend = `${AMEND} --only --reset-author`;
      const correct = { title: "Correct your name and address", command: "git config --edit" };
      return isHead(way)
        ? [...before, correct, { title: "Put them into the commit", command: amend }]
        : [
            ...before,
            correct,
            { title: "Go back to the commit", command: stopAt(way, commits, "edit") },
            { title: "Each time git stops there", command: shell.chain(amend, "git rebase --continue") },
            ...handmadeSteps(way, commits.at(-1) as string),
          ];
    }
    case "tag message":
      return tagMessageSteps(way);
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
        ...recommit(way, newest),
      ];
    default:
      return [{ title: `Take it out of the ${place}; ${KEEP}` }];
  }
}

/** Puts the index into the commit that introduced the secret. */
function recommit(way: Way, commit: string | undefined): FilledStep[] {
  if (commit === undefined) return [];
  if (isHead(way)) return [{ title: "Put that into the commit", command: AMEND }];
  return [
    {
      title: `Fold that into ${short(commit)}`,
      command: way.shell.chain(fixup(way, commit), autosquash(way, commit)),
    },
    ...handmadeSteps(way, commit),
  ];
}
