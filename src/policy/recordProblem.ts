/** Why a readable record does not count. */
export type RecordProblem =
  /** Its file name does not match its content. */
  | "edited"
  | "expired"
  /** It runs longer than the configuration allows. */
  | "too-long"
  /** It is dated in the future. */
  | "future"
  /** Its reason is not accepted, or does not match the configuration's pattern. */
  | "reason"
  /** An AI agent made it, and agents may not override. */
  | "agent";
