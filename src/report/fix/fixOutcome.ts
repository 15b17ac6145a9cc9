import type { JudgedFinding } from "../../finding.ts";
import type { Plan } from "../../fix/plan.ts";
import type { FixStore } from "./storeCommands.ts";

/** What `keylatch fix` found out and did. */
export interface FixOutcome {
  readonly plan: Plan;
  readonly store: FixStore;
  /** Path of `.env` from where the person is: `./.env`, `../.env`. */
  readonly envPath: string;
  /** What undoes it; `null` while nothing was changed. */
  readonly id: string | null;
  /** What blocks beside the plan: what is still there afterwards. */
  readonly still: readonly JudgedFinding[];
}
