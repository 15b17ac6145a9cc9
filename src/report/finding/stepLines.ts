import { cellWidth } from "../cells.ts";
import { foldCommand } from "../foldCommand.ts";
import type { FilledStep } from "../steps/step.ts";
import type { Style } from "../style.ts";
import { hang } from "../wrap.ts";

/** Numbered steps as lines, and the number of steps that did not fit. */
export interface StepLines {
  readonly lines: readonly string[];
  readonly dropped: number;
}

/**
 * Lays out steps in at most `room` lines, the first of which begins with `label`, the others indented as far. If there is
 * too little room, optional steps are dropped first, then the last ones. The first and the essential ones always stay.
 */
export function stepLines(
  steps: readonly FilledStep[],
  label: string,
  room: number,
  style: Style,
): StepLines {
  const chosen = choose(steps, cellWidth(label), room, style);
  const lines = chosen.flatMap((step, index) => oneStep(step, index + 1, cellWidth(label), style));
  const first = lines[0];
  if (first === undefined) return { lines: [], dropped: 0 };
  lines[0] = label + first.slice(cellWidth(label));
  return { lines, dropped: steps.length - chosen.length };
}

function choose(steps: readonly FilledStep[], indent: number, room: number, style: Style): FilledStep[] {
  const height = (step: FilledStep) => oneStep(step, steps.length, indent, style).length;
  const chosen = new Set<FilledStep>();
  let used = 0;
  const take = (step: FilledStep): boolean => {
    if (chosen.size > 0 && !step.essential && used + height(step) > room) return false;
    chosen.add(step);
    used += height(step);
    return true;
  };
  // A step makes no sense without the ones before it: stop at the first that does not fit.
  steps.filter((step) => !step.optional).every(take);
  steps.filter((step) => step.optional).every(take);
  return steps.filter((step) => chosen.has(step));
}

function oneStep(step: FilledStep, index: number, indent: number, style: Style): string[] {
  const { width, colors } = style;
  const mark = `${" ".repeat(indent)}${index}. `;
  if (step.command === undefined) return hang(mark, step.title, width);
  const title = `${step.title.replace(/[.:]+$/, "")}:`;
  const beside = `${mark}${title}  `;
  if (!step.command.includes("\n") && cellWidth(beside) + cellWidth(step.command) <= width) {
    return [beside + colors.cyan(step.command)];
  }
  const inner = " ".repeat(cellWidth(mark));
  const commands = step.command
    .split("\n")
    .flatMap((line) => foldCommand(line, width - inner.length, style.shell))
    .map((line) => inner + colors.cyan(line));
  return [...hang(mark, title, width), ...commands];
}
