import { maskKeys } from "../masking/maskKeys.ts";
import type { Note } from "../policy/decide.ts";
import type { OverrideOutcome } from "../policy/override.ts";
import { LONGEST_REASON, SHORTEST_REASON } from "../policy/reason.ts";
import type { RecordProblem } from "../policy/recordProblem.ts";
import { saltPath } from "../salt.ts";

/** A policy note as a sentence. */
export function noteText(note: Note): string {
  if (note.kind === "inline-refused") {
    return `keylatch:allow at ${note.path}:${note.line} has no effect${INLINE_REFUSALS[note.why]}`;
  }
  if (note.kind === "new-salt")
    return ".keylatch/salt changes here: records made so far no longer count, and new ones count only once the new salt is in the base that audit verify compares with";
  if (note.kind === "broken-base")
    return note.path === saltPath
      ? `${note.path} of the base is not 64 hex digits, so fingerprints are made with the one that comes with this change`
      : `${note.path} of the base cannot be read, so this change is judged by the defaults`;
  if (note.kind === "dropped")
    return `${note.path} is deleted here, but what it let through is still there and has no other record`;
  if (note.kind === "unreadable") return `${note.path} does not count: it ${note.why}`;
  const why =
    note.problem === "expired" ? `it expired on ${note.expires.slice(0, 10)}` : PROBLEMS[note.problem];
  return `${note.path} does not count: ${why}`;
}

const INLINE_REFUSALS = {
  forbidden: ": the configuration forbids it (inlineAllow)",
  gone: ": a later commit removed the comment",
  agent: ': an AI agent may not let anything through here (override.agents is "refuse")',
  "no-reason": ` without a reason of at least ${SHORTEST_REASON} characters`,
} as const;

/** Why a record does not count, as the rest of a sentence after a colon. */
export const PROBLEMS: Readonly<Record<RecordProblem, string>> = {
  edited: "it was edited after keylatch wrote it",
  expired: "it expired",
  "too-long": "it runs longer than override.maxDays allows",
  future: "it is dated in the future",
  reason: "its reason does not match the configured pattern (override.reasonPattern)",
  agent: 'an AI agent made it, and agents may not override here (override.agents is "refuse")',
};

/** Says that a receipt could not be written. @param code of the system's error; `null` if it was written */
export function noReceiptText(code: string | null): string | null {
  return code === null
    ? null
    : `this check left no receipt: keylatch/receipts in the git directory cannot be written (${code}), so audit verify will not know that the hook saw this`;
}

/** Says that a remote does not match the remote-tracking branch `ref`; `null` if there is none. */
export function contradictedText(ref: string | null, remote: string): string | null {
  return ref === null
    ? null
    : `${maskKeys(ref.replace(/^refs\/remotes\//, ""))} here does not match ${remote}, so everything that this push may send was read, old commits too: git fetch --prune updates it`;
}

/** Why an AI agent may not override. @param variable the one that says that an agent is at work */
export function barredText(variable: string): string {
  return `AI agents may not override here (override.agents is "refuse"), and ${variable} says that one is at work; a person has to do it, in their own terminal`;
}

/** Why an override was refused, as a sentence; `null` if it was not. */
export function refusalText(outcome: OverrideOutcome): string | null {
  return outcome.kind === "refused" ? `override refused: ${REFUSALS[outcome.why](outcome.detail)}` : null;
}

type Refused = Extract<OverrideOutcome, { kind: "refused" }>;

const REFUSALS: Readonly<Record<Refused["why"], (detail: string) => string>> = {
  empty: () => "the reason is empty; say in a few words why this is safe",
  "too-short": () => `a reason has at least ${SHORTEST_REASON} visible characters`,
  "no-reason": () => "that is not a reason; say in a few words why this is safe",
  "holds-secret": () => "the reason contains a secret, and records are public",
  "secret-name": () => "the committer's name or address contains a secret, and records are public",
  pattern: (pattern) => `the reason does not match the pattern ${pattern} (override.reasonPattern)`,
  "slow-pattern": (pattern) =>
    `the pattern ${pattern} (override.reasonPattern) takes too long on this reason; simplify it: no repetition inside a repetition`,
  "too-long": () => `a reason has at most ${LONGEST_REASON} characters; name a ticket for the rest`,
  agent: barredText,
  sealed: () =>
    "git makes this merge commit by itself, and no record can be added; use git merge --no-commit, then git commit with the override",
  elsewhere: () =>
    "the record has to be committed on top of what is pushed, which is not checked out here; git switch to it, then push with the override again",
  "in-config-file": (scope) =>
    `keylatch.override is set in a configuration file (${scope}), where it would apply for ever; set it for one command with git -c`,
};
