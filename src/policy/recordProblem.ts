/** Why a record that can be read does not count. */
export type RecordProblem =
  /** Its name is not that of its content. */
  | "edited"
  | "expired"
  /** Runs longer than the configuration allows. */
  | "too-long"
  /** Made later than now. */
  | "future"
  /** Its reason is none, or does not match the configuration's pattern. */
  | "reason"
  /** Of an AI agent, where those may not override. */
  | "agent";
