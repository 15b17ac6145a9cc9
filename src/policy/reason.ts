import { runInNewContext } from "node:vm";
import { detect } from "../../detectors/detect.ts";

/** Why a reason is not accepted. */
export type BadReason =
  | "empty"
  | "too-short"
  | "too-long"
  | "no-reason"
  | "holds-secret"
  | "pattern"
  | "slow-pattern";

/** Least number of visible characters in a reason. */
export const SHORTEST_REASON = 8;
/** Most UTF-16 units in a reason. */
export const LONGEST_REASON = 1000;
/** Time limit for matching `reasonPattern`, in milliseconds. */
const PATIENCE = 200;

/** Words, each once, that say nothing; numbers, and no word at all. */
const NO_REASONS =
  /^(?:[\d ]*|true|false|yes|yep|ok|okay|override|overrides?|bypass|ignore|skip|force|please|because|(?:the |my |no )?reason|ticket reason|none|n a|todo|tbd|test|testing|asdf\w*|qwerty\w*|foo ?bar|x+|wip|fix later)$/;

/** Whether the text of an inline comment is a reason. The configuration's pattern applies to records only. */
export function isReason(said: string): boolean {
  return reasonProblem(said, () => false, undefined) === null;
}

/** What is wrong with the reason for an override; `null` if nothing. */
export function reasonProblem(
  reason: string,
  holdsSecret: (text: string) => boolean,
  pattern: string | undefined,
): BadReason | null {
  const visible = visibleText(reason);
  if (visible === "") return "empty";
  const words = new Set(visible.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu));
  if (NO_REASONS.test([...words].join(" ")) || new Set(visible.replace(/\s/g, "")).size < 3)
    return "no-reason";
  if (visible.replace(/\s/g, "").length < SHORTEST_REASON) return "too-short";
  if (visible.length > LONGEST_REASON) return "too-long";
  if (revealsSecret(reason, holdsSecret)) return "holds-secret";
  return pattern === undefined ? null : mismatch(pattern, visible);
}

/**
 * Whether a text that will be public contains a secret: one that a detector finds, or one found in this run, as it is or
 * in base64 or hex.
 */
export function revealsSecret(text: string, holdsSecret: (text: string) => boolean): boolean {
  return (
    detect(text).some((match) => match.detector.kind !== "identifier" && !match.unconfirmed) ||
    [text, ...decoded(text)].some(holdsSecret)
  );
}

/** Decodes long words as base64 and hex, from each of the first four offsets, because the encoded text may begin at any. */
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

/** Matches a pattern from the configuration, which may be hostile: one that backtracks for too long is stopped, and does not match. */
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

/** The reason as it is recorded: on one line, without invisible characters. */
export function visibleText(reason: string): string {
  return reason
    .replace(/[\p{Cc}\p{Z}]+/gu, " ")
    .replace(/[\p{C}\p{Default_Ignorable_Code_Point}\u2800\u115f\u1160\u3164\uffa0]/gu, "")
    .trim();
}
