import type { Store } from "../../explain/snippets.ts";
import type { JudgedFinding } from "../../finding.ts";
import type { Plan } from "../../fix/plan.ts";

/** What `keylatch fix` found out and did. */
export interface FixOutcome {
  readonly plan: Plan;
  readonly store: Store;
  /** Path of `.env` from where the person is: `./.env`, `../.env`. */
  readonly envPath: string;
  /** What undoes it; `null` while nothing was changed. */
  readonly id: string | null;
  /** What blocks beside the plan: what is still there afterwards. */
  readonly still: readonly JudgedFinding[];
}
