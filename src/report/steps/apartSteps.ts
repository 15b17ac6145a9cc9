import { NOTES, placeName } from "../place.ts";
import { type Lead, leads, stashNumber } from "./leads.ts";
import type { FilledStep, StepContext } from "./step.ts";

/** Steps for a secret that only notes and stashes have, which nobody checks out to repair them; `null` for any other. */
export function apartSteps(context: StepContext): FilledStep[] | null {
  const all = leads(context).map((lead) => stepsOf(context, lead));
  return all.length === 0 || all[0] === null ? null : all.flatMap((steps) => steps ?? []);
}

/** The steps for one of them; `null` for HEAD, a branch, tag or other ref. */
export function stepsOf(context: StepContext, lead: Lead): FilledStep[] | null {
  if (lead.name?.startsWith(NOTES)) return noteSteps(context, lead.name, lead.commits);
  if (stashNumber(lead.name) === null) return null;
  const title = "No push sends the stash: apply it if you need it, then delete it";
  return [{ title, command: `git stash drop ${context.shell.quote(lead.name as string)}` }];
}

/** The history of notes keeps one that was removed. */
function noteSteps({ group, shell }: StepContext, ref: string, commits: readonly string[]): FilledStep[] {
  const own = group.findings.filter(
    ({ commit, path }) => commit !== null && commits.includes(commit) && placeName(path) === null,
  );
  const objects = [...new Set(own.map(({ path }) => shell.quote(path.replaceAll("/", ""))))].join(" ");
  const remove = `git notes --ref=${shell.quote(ref.slice(NOTES.length))} remove --ignore-missing ${objects}`;
  return [
    {
      title: "Remove the notes that had it, and their history; other notes stay",
      command: shell.chain(
        ...(objects === "" ? [] : [remove]),
        `git update-ref ${shell.quote(ref)} "$(git commit-tree -m notes ${shell.quote(`${ref}^{tree}`)})"`,
      ),
    },
  ];
}
