import { runInNewContext } from "node:vm";
import { detect } from "../../detectors/detect.ts";

/** Why a reason is none. */
export type BadReason =
  | "empty"
  | "too-short"
  | "too-long"
  | "no-reason"
  | "holds-secret"
  | "pattern"
  | "slow-pattern";

/** Fewest visible characters of a reason. */
export const SHORTEST_REASON = 8;
/** Most UTF-16 units of a reason. */
export const LONGEST_REASON = 1000;
/** Milliseconds that matching a reason may take. */
const PATIENCE = 200;

const NO_REASONS =
  /^(?:true|false|yes|yep|ok|okay|override|overrides?|bypass|ignore|skip|force|please|because|(?:the |my |no )?reason|ticket: ?reason|none|n\/a|todo|tbd|test|testing|asdf\w*|qwerty\w*|foo ?bar|x+|\d+|fix later)$/;

/** Whether what a comment says is a reason: what else has to be true of one is for records, which are public. */
export function isReason(said: string): boolean {
  return reasonProblem(said, () => false, undefined) === null;
}

/** What is wrong with a reason for an override, `null` for a good one. */
export function reasonProblem(
  reason: string,
  holdsSecret: (text: string) => boolean,
  pattern: string | undefined,
): BadReason | null {
  const visible = visibleText(reason);
  if (visible === "") return "empty";
  const words = [...new Set(visible.toLowerCase().split(/[\s.,;!]+/))].join(" ").trim();
  if (NO_REASONS.test(words) || new Set(visible.replace(/\s/g, "")).size < 3) return "no-reason";
  if (visible.replace(/\s/g, "").length < SHORTEST_REASON) return "too-short";
  if (visible.length > LONGEST_REASON) return "too-long";
  if (tellsSecret(reason, holdsSecret)) return "holds-secret";
  return pattern === undefined ? null : mismatch(pattern, visible);
}

/**
 * Whether a text that is to be public has a secret in it: one that a detector finds, or one of this run, also in base64 or
 * hex.
 */
export function tellsSecret(text: string, holdsSecret: (text: string) => boolean): boolean {
  return (
    detect(text).some((match) => match.detector.kind !== "identifier" && !match.unconfirmed) ||
    [text, ...decoded(text)].some(holdsSecret)
  );
}

/** What long words stand for. Where base64 begins in one it does not say. */
function decoded(text: string): string[] {
  const words = text.match(/[\w+/-]{11,}/g) ?? [];
  return words.flatMap((word) =>
    [0, 1, 2, 3].flatMap((start) =>
      (["base64", "hex"] as const).map((encoding) =>
        Buffer.from(word.slice(start), encoding).toString("latin1"),
      ),
    ),
  );
}

/** Tries a pattern of strangers. One that backtracks without end is stopped, and does not match. */
function mismatch(source: string, text: string): BadReason | null {
  try {
    const isMatch = runInNewContext(
      'new RegExp(source, "u").test(text)',
      { source, text },
      { timeout: PATIENCE },
    );
    return isMatch ? null : "pattern";
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return "slow-pattern";
    throw error;
  }
}

/** The reason as it goes into a record: one line, no invisible characters. */
export function visibleText(reason: string): string {
  return reason
    .replace(/[\p{Cc}\p{Z}]+/gu, " ")
    .replace(/[\p{C}\p{Default_Ignorable_Code_Point}\u2800\u115f\u1160\u3164\uffa0]/gu, "")
    .trim();
}
