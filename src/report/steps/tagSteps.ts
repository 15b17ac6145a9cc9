import { printable } from "../printable.ts";
import { list } from "../words.ts";
import type { FilledStep, StepContext } from "./step.ts";

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
  const which = all.length > 1 ? ` (one of ${list(all.map((tag) => printable(tag)))})` : "";
  const target = name === null ? "'TAG^{}'" : shell.quote(`${name}^{}`);
  return [
    {
      title: `Rewrite the tag's message without it${which}`,
      command: `git tag -f -a ${quoted(name, shell)} ${target}`,
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
