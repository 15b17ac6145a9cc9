import { assignments } from "./assignments.ts";
import type { Hit, View } from "./detector.ts";
import { isPlausible } from "./plausible.ts";

/**
 * The secrets of all systems in the cells of tables, unconfirmed: those of others are not reported, but masked on the
 * lines shown with a finding.
 */
export function* tableSecrets(view: View): Generator<Hit> {
  for (const assignment of assignments(view))
    if (assignment.parents.startsWith("csv.") && isPlausible(assignment, view, 4))
      yield { secret: assignment.span, confidence: "possible", unconfirmed: true };
}
