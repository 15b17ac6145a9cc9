import type { Assignment } from "./assignment.ts";
import { assignments } from "./assignments.ts";
import type { Hit, View } from "./detector.ts";
import { isPlausible } from "./plausible.ts";

/** The value of a table's cell that belongs to another system: it is not ours to report, nor to print. */
export function* neighbourCell(assignment: Assignment, view: View): Generator<Hit> {
  if (assignment.parents.startsWith("csv") && isPlausible(assignment, view, 4))
    yield { secret: assignment.span, confidence: "possible", unconfirmed: true };
}

/** The same for all cells of secrets: those in other columns, or that detectors take for words. */
export function* neighbourCells(view: View): Generator<Hit> {
  for (const assignment of assignments(view))
    if (assignment.parents.startsWith("csv.")) yield* neighbourCell(assignment, view);
}
