import type { Confidence, Detector, Evidence, Exposure, Family, Severity } from "../detectors/detector.ts";
import type { HandmadeMerge } from "./git/handmadeMerges.ts";
import type { Maker } from "./git/reflog.ts";
import type { RecordProblem } from "./policy/recordProblem.ts";

/** One line of source with every secret masked; never the raw line. */
export interface ExcerptLine {
  /** 1-based. */
  readonly number: number;
  /** Masked text. Control characters are still in it: reporters escape them. */
  readonly text: string;
  /** The part of `text` that replaces this finding's secret, UTF-16 offsets; absent on context lines. */
  readonly mark?: { readonly start: number; readonly end: number };
}

/** A match with its place. It has no field for the secret, so no reporter can leak one. */
export interface Finding {
  /** Detector id. */
  readonly detector: string;
  readonly family: Family;
  readonly title: string;
  /** Whether it is a secret, or an identifier of one. */
  readonly kind: Detector["kind"];
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Masked, `/`-separated, relative to the top of the repository (or as given to `scan`); for a place that is no file a phrase in parentheses, `(commit message)`. */
  readonly path: string;
  /** 1-based line and column in UTF-16 units, end exclusive; they point at the secret itself. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** Full oid of the commit that introduces it, `null` if none does. */
  readonly commit: string | null;
  readonly fingerprint: string;
  /** The key id, client id or user name that belongs to it. */
  readonly identifier: string | null;
  readonly evidence: Evidence;
  /** The encodings it was found in, outermost first. */
  readonly encodings: readonly string[];
  /** The same for all findings of one credential; `null` if it stands alone. */
  readonly credential: string | null;
  readonly exposure: Exposure;
  /** Masked reason of an inline `keylatch:allow REASON`, `null` without one. */
  readonly inlineAllow: string | null;
  readonly excerpt: readonly ExcerptLine[];
}

/** Who wrote a commit, and what the receipts of the commit hook on this machine say about it. */
export interface Origin {
  readonly author: { readonly name: string; readonly email: string };
  readonly hook: {
    /** The hook's result for exactly this change; `none` if there is no receipt. */
    readonly result: "passed" | "overridden" | "blocked" | "none";
    /** Time of the receipt, UTC, ISO 8601. */
    readonly time: string | null;
    /** The git command that made the commit on this machine; `null` if the reflogs do not have it. */
    readonly made: Maker | null;
    /** If the commit has no receipt: the result for the same change on another parent, from before a rebase or cherry-pick. */
    readonly sameChange: "passed" | "overridden" | "blocked" | null;
  };
}

/** The policy's decision about a finding. */
export type Status = "blocking" | "warning" | "overridden" | "allowed";

/** A finding with the decision about it. */
export interface JudgedFinding extends Finding {
  readonly status: Status;
  /** Why it was let through: the reason in the record or the inline comment. */
  readonly reason?: string;
  /** Path of the record that covers it, from the top. */
  readonly record?: string;
  /** Only warned about because git ignores the file. */
  readonly isIgnored?: true;
  /** Set by `audit verify` only. */
  readonly origin?: Origin;
}

/** A blob or file that was not searched, with the reason: it is always reported. */
export interface Skipped {
  readonly path: string;
  readonly reason: string;
}

/** How much was read. */
export interface Scanned {
  commits: number;
  files: number;
  blobs: number;
  bytes: number;
}

/** Where the content came from; it determines the wording of reports. */
export type Occasion = "commit" | "push" | "scan" | "range" | "history" | "stdin" | "image";

/** An override record as `audit verify` judged it. */
export interface AuditedRecord {
  /** From the top of the repository. */
  readonly path: string;
  readonly status: "valid" | RecordProblem | "unreadable" | "orphaned" | "removed";
  /** `null` for a record that cannot be read or was removed. */
  readonly reason: string | null;
  readonly expires: string | null;
  /** Oid of the commit that removed it. */
  readonly commit: string | null;
}

/** The result of the pipeline: everything a reporter needs. */
export interface Verdict {
  readonly occasion: Occasion;
  readonly findings: readonly JudgedFinding[];
  readonly scanned: Scanned;
  readonly skipped: readonly Skipped[];
  /** Number of paths left out because of `ignorePaths`. */
  readonly ignored: number;
  /** Sentences to print besides the findings: records that do not count, refused overrides, and so on. */
  readonly notes: readonly string[];
  /** Set by `audit verify` only: the records at the end of the range, and those that the range removed. */
  readonly records?: readonly AuditedRecord[];
  /** Path of the record written in this run, from the top. */
  readonly recorded: string | null;
  /** Whether this is the repository's first commit, for which some git commands differ. */
  readonly unborn: boolean;
  /** Whether `keylatch fix` can move at least one of the secrets out. */
  readonly fixable?: boolean;
  /** The environment variable that reveals an AI agent, where agents may not override; otherwise `null`. */
  readonly barredAgent?: string | null;
  /** The target of a push; `null` for anything else. */
  readonly push: {
    /** Name of the remote; `null` on a server, which is the remote itself. */
    readonly remote: string | null;
  } | null;
  /** What the repair steps depend on; `null` if nothing blocks. */
  readonly scene: Scene | null;
}

/** State of the repository that the repair steps depend on, besides the findings. */
export interface Scene {
  /** The person's current folder from the top, with a trailing slash; empty at the top, `null` if unknown. */
  readonly prefix: string | null;
  /** Whether the index keeps the staged content when the hook refuses: not for `git commit -a` and `git commit PATH`. */
  readonly keepsIndex: boolean;
  /** Whether a merge, rebase, cherry-pick or revert has stopped in this work tree. */
  readonly isUnfinished: boolean;
  /** Whether a commit-msg hook is installed. */
  readonly checksMessages: boolean;
  /** The branch that is checked out; `null` if HEAD is detached, or on a server. */
  readonly branch: string | null;
  /** The commits that introduce findings, newest first. */
  readonly commits: ReadonlyMap<string, CommitScene>;
  /** Remote branches that already contain the same file content, by {@link placeKey}; no entry if none does. */
  readonly copies: ReadonlyMap<string, readonly string[]>;
  /** Files with findings that are not on disk. */
  readonly gone: ReadonlySet<string>;
  /** Files with findings that were edited after what was checked; `true` if the secret's line is unchanged. */
  readonly edited: ReadonlyMap<string, boolean>;
  /** For a push, names of refs that lead to no commit (tags of files and trees), and of annotated tags. */
  readonly tags: { readonly ofObjects: readonly string[]; readonly annotated: readonly string[] };
}

/** Identifies a finding's file in its commit or the index, in git's syntax for objects: `<commit>:<path>`, `:<path>`. */
export function placeKey({ commit, path }: Pick<Finding, "commit" | "path">): string {
  return `${commit ?? ""}:${path}`;
}

/** A commit that introduces findings. */
export interface CommitScene {
  /** It has no parent: rebasing it needs `--root`. */
  readonly isRoot: boolean;
  readonly isMerge: boolean;
  /** It is the tip of HEAD or `elsewhere`, so amending it is enough. */
  readonly isTip: boolean;
  /** Remote branches that contain it, as of the last fetch. */
  readonly remotes: readonly string[];
  /** The branch, tag, stash or commit to switch to before it can be repaired; `null` if HEAD contains it. */
  readonly elsewhere: string | null;
  /** Whether `elsewhere` is an annotated tag. */
  readonly isAnnotated: boolean;
  /** Absolute path of another work tree that has `elsewhere` checked out. */
  readonly worktree: string | null;
  /** Oid of the tip that contains it: HEAD's, or that of `elsewhere`. */
  readonly end: string | null;
  /** Whether a later commit has the same subject. */
  readonly hasNamesake: boolean;
  /** Whether other branches point to commits between it and `end`, and a rebase can move them along. */
  readonly movesBranches: boolean;
  /** Merges after it that a rebase does not reproduce. */
  readonly handmade: readonly HandmadeMerge[];
  /** Files with findings in it that later commits change again. */
  readonly touched: ReadonlySet<string>;
}
