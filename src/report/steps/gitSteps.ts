import { isOwnEnv, isOwnFile } from "../../ownFile.ts";
import { placeName } from "../place.ts";
import { printable } from "../printable.ts";
import { count, list, lowerFirst } from "../words.ts";
import { apartSteps } from "./apartSteps.ts";
import { localSteps } from "./localSteps.ts";
import { pathsOf, pathsOfAll } from "./pathspecs.ts";
import { placeSteps } from "./placeSteps.ts";
import { ignoreStep, replacement } from "./reference.ts";
import { type FilledStep, KEEP, type StepContext } from "./step.ts";
import { taggedSteps } from "./tagSteps.ts";

/** Most files that a sentence names. */
const MOST_NAMES = 5;

/** Precedes steps that rewrite history, which would fail or ruin it. */
const FINISH: FilledStep = {
  title:
    "First finish or abort what git has under way here (a merge, rebase, cherry-pick or revert); then try again, for the next steps",
  command: "git status",
};

/** The steps that take a secret out of git, or keep it out, depending on where it is. */
export function gitSteps(context: StepContext): FilledStep[] {
  const { group, verdict, variables } = context;
  const { head } = group;
  const place = placeName(head.path);
  if (head.exposure === "published")
    return verdict.occasion === "commit" ? stagedSteps(context) : [publishedStep(context, place)];
  if (verdict.occasion === "image") return imageSteps(variables);
  if (verdict.occasion === "stdin") return [{ title: `Take it out of where the text came from; ${KEEP}` }];
  const apart = head.exposure === "local" ? apartSteps(context) : null;
  if (apart !== null) return apart;
  if (head.commit !== null && verdict.scene?.isUnfinished) return [FINISH];
  if (place !== null) return placeSteps(context, place);
  switch (head.exposure) {
    case "staged":
      return stagedSteps(context);
    case "local":
      return head.commit === null ? taggedSteps(context) : localSteps(context);
    case "disk":
      return diskSteps(context);
  }
}

function diskSteps(context: StepContext): FilledStep[] {
  const { group, verdict, variables } = context;
  const { path } = group.head;
  const all = pathsOfAll(group);
  const before = `before you \`git add\` it; ${KEEP}`;
  if (!isOwnFile(path)) return [{ title: `${replacement(all, variables)} ${before}` }];
  const rest = all.filter((other) => !isOwnFile(other));
  const where = list([
    ...rest.slice(0, MOST_NAMES).map(printable),
    ...(rest.length > MOST_NAMES ? [count(rest.length - MOST_NAMES, "other file")] : []),
  ]);
  const others =
    rest.length > 0 ? [{ title: `In ${where}: ${lowerFirst(replacement(rest, variables))} ${before}` }] : [];
  return [
    verdict.scene === null ? unwritten(path, variables) : ignoreStep(context, all.filter(isOwnFile)),
    ...others,
  ];
}

/** For a file that an agent is about to write, or in no repository. */
function unwritten(path: string, variables: readonly string[]): FilledStep {
  const rest = isOwnEnv(path) ? `, leave ${list(variables)} empty, and let a person fill it in` : `; ${KEEP}`;
  return { title: `Have git ignore the file${rest}` };
}

/** A layer keeps its content, whatever later ones delete. */
function imageSteps(variables: readonly string[]): FilledStep[] {
  return [
    {
      title: `Keep it out of the build: pass ${list(variables)} to the container when it starts, or to a RUN step with --mount=type=secret`,
    },
    { title: "Build the image again, and delete this one wherever it was pushed" },
  ];
}

function stagedSteps(context: StepContext): FilledStep[] {
  const { group, verdict, variables, shell } = context;
  const { all } = pathsOf(context, "staged");
  // Before the first commit there is nothing for "git restore" to restore from.
  const unstage = verdict.unborn ? "git reset -q" : "git restore --staged";
  const takeOut = (isWanted?: (path: string) => boolean): FilledStep => {
    const { paths } = pathsOf(context, "staged", isWanted);
    return { title: "Take it out of the commit", command: `${unstage} -- ${paths}` };
  };
  const out = takeOut();
  // Only the staged version is left, so the file cannot be staged again.
  if (all.every((path) => verdict.scene?.gone.has(path)))
    return [out, { title: "The file is gone from your disk; commit what is left", command: "git commit" }];
  // `git commit -a` and `git commit PATH` stage by themselves, and nothing else may be staged.
  const commit = verdict.scene?.keepsIndex === false ? [] : ["git commit"];
  const envs = all.filter(isOwnFile);
  const rest = pathsOf(context, "staged", (path) => !isOwnFile(path));
  if (envs.length > 0 && rest.all.length === 0) return [out, ignoreStep(context, envs, "git commit")];
  const ignore = envs.length > 0 ? [ignoreStep(context, envs)] : [];
  const last = envs.length > 0 ? ["git commit"] : commit;
  const edit = `${replacement(rest.all.length > 0 ? rest.all : [group.head.path], variables)}${rest.too}; ${KEEP}`;
  // Only a part of the file was staged: the rest has to stay out.
  if (rest.all.some((path) => verdict.scene?.edited.get(path)))
    return [
      // `git rm --cached` refuses a file that has changed since it was staged.
      ...(envs.length > 0 ? [takeOut(isOwnFile)] : []),
      ...ignore,
      {
        title: `${edit}; then stage that, and only what you want of your other changes`,
        command: shell.chain(`git add --patch${rest.isMany ? "" : ` -- ${rest.paths}`}`, "git commit"),
      },
    ];
  const then = rest.isMany ? "stage all changes, and commit" : "commit as before";
  return [
    // Many stay staged, so that an update of the index reaches the new ones among them.
    ...(rest.isMany ? [] : [out]),
    ...ignore,
    { title: `${edit}; then ${then}`, command: shell.chain(rest.stage, ...last) },
  ];
}

function publishedStep({ group, variables }: StepContext, place: string | null): FilledStep {
  const repair = place === null ? replacement(pathsOfAll(group), variables) : `Change the ${place}`;
  return { title: printable(`Only then: ${lowerFirst(repair)}. Rewriting history does not undo a leak`) };
}
