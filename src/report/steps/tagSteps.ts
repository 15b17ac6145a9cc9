import { maskKeys } from "../../maskKeys.ts";
import { NOTES } from "../place.ts";
import { printable } from "../printable.ts";
import { list } from "../words.ts";
import { commitScene, type FilledStep, type StepContext } from "./step.ts";

/** Steps for a blob or tree that only a tag points to. */
export function taggedSteps({ verdict, shell }: StepContext): FilledStep[] {
  const name = only(verdict.scene?.tags.ofObjects);
  return [
    { title: "Delete the tag: nothing else points to it", command: `git tag -d ${quoted(name, shell)}` },
  ];
}

/** Steps for the message of an annotated tag. */
export function tagMessageSteps({ verdict, shell }: StepContext): FilledStep[] {
  const all = verdict.scene?.tags.annotated ?? [];
  const name = only(all);
  const which = all.length > 1 ? ` (one of ${list(all.map((tag) => printable(maskKeys(tag))))})` : "";
  const target = name === null ? "'TAG^{}'" : shell.quote(`${name}^{}`);
  return [
    {
      title: `Rewrite the tag's message without it${which}`,
      command: `git tag -f -a ${quoted(name, shell)} ${target}`,
    },
  ];
}

/** Steps for a git note, which the history of notes keeps after it was removed; `null` if this is not one. */
export function noteSteps(context: StepContext): FilledStep[] | null {
  const { head } = context.group;
  const ref = head.commit === null ? null : commitScene(context, head.commit).elsewhere;
  if (ref === null || !ref.startsWith(NOTES)) return null;
  const { shell } = context;
  const name = shell.quote(ref.slice(NOTES.length));
  const object = shell.quote(head.path.replaceAll("/", ""));
  return [
    {
      title: "Remove the note",
      command: `git notes --ref=${name} remove --ignore-missing ${object}`,
    },
    {
      title: "Drop the history of the notes, which still contains it; the other notes stay",
      command: `git update-ref ${shell.quote(ref)} "$(git commit-tree -m notes ${shell.quote(`${ref}^{tree}`)})"`,
    },
  ];
}

/** The only name; `null` if there are several, because any of them may be meant. */
function only(names: readonly string[] = []): string | null {
  return names.length === 1 ? (names[0] as string) : null;
}

function quoted(name: string | null, shell: StepContext["shell"]): string {
  return name === null ? "TAG" : shell.quote(name);
}
