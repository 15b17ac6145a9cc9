import type { Note } from "../policy/decide.ts";
import type { OverrideOutcome } from "../policy/override.ts";
import { SHORTEST_REASON } from "../policy/reason.ts";

/** A note of policy as a sentence. */
export function noteText(note: Note): string {
  if (note.kind === "inline-refused") {
    return note.why === "forbidden"
      ? `keylatch:allow at ${note.path}:${note.line} has no effect: the configuration forbids it (inlineAllow)`
      : `keylatch:allow at ${note.path}:${note.line} has no effect without a reason of at least ${SHORTEST_REASON} characters`;
  }
  switch (note.problem) {
    case "edited":
      return editedText(note.path);
    case "expired":
      return `${note.path} does not count: it expired on ${note.expires.slice(0, 10)}`;
    case "too-long":
      return `${note.path} does not count: it runs longer than override.maxDays allows`;
  }
}

/** A record that was changed by hand, as a sentence. */
export function editedText(path: string): string {
  return `${path} does not count: it was edited after keylatch wrote it`;
}

/** A receipt that could not be written, as a sentence. */
export function noReceiptText(code: string): string {
  return `this check left no receipt: keylatch/receipts in the git directory cannot be written (${code}), so audit verify will not know that the hook saw this`;
}

/** Why an override was refused, as a sentence; `null` when it was not. */
export function refusalText(outcome: OverrideOutcome): string | null {
  if (outcome.kind !== "refused") return null;
  switch (outcome.why) {
    case "empty":
      return "override refused: the reason is empty; say in a few words why this is safe";
    case "too-short":
      return `override refused: a reason has at least ${SHORTEST_REASON} visible characters`;
    case "no-reason":
      return "override refused: that is no reason; say in a few words why this is safe";
    case "holds-secret":
      return "override refused: the reason contains a secret, and records are public";
    case "pattern":
      return `override refused: the reason does not match the pattern ${outcome.detail} (override.reasonPattern)`;
    case "agent":
      return 'override refused: AI agents may not override here (override.agents is "refuse"); a person has to do it';
    case "in-config-file":
      return `override refused: keylatch.override is set in a configuration file (${outcome.detail}), where it would never end; give it for one command with git -c`;
  }
}
