import type { Store } from "../../explain/choices.ts";
import type { JudgedFinding } from "../../finding.ts";
import type { Plan } from "../../fix/plan.ts";

/** What `keylatch fix` planned and did. */
export interface FixOutcome {
  readonly plan: Plan;
  readonly store: Store;
  /** Path of `.env` from the current folder: `./.env`, `../.env`. */
  readonly envPath: string;
  /** The id that undoes it; `null` as long as nothing was changed. */
  readonly id: string | null;
  /** Findings that still block: before the fix all of them, afterwards those that are left. */
  readonly still: readonly JudgedFinding[];
  /** What did not move and would not be recognised without the rest: why nothing was changed. */
  readonly hidden: readonly JudgedFinding[];
}
