import type { Confidence, Detector, Evidence, Exposure, Family, Severity } from "../detectors/detector.ts";
import type { HandmadeMerge } from "./git/handmadeMerges.ts";
import type { Maker } from "./git/reflog.ts";
import type { RecordProblem } from "./policy/recordProblem.ts";

/** One line of source with every secret on it replaced; never the raw line. */
export interface ExcerptLine {
  /** 1-based. */
  readonly number: number;
  /** Masked text, control characters still in it: reporters escape them. */
  readonly text: string;
  /** The part of `text` that stands for this finding's secret, UTF-16 offsets; absent on context lines. */
  readonly mark?: { readonly start: number; readonly end: number };
}

/** A match with its place. Has no field for the secret: no reporter can leak one. */
export interface Finding {
  /** Detector id. */
  readonly detector: string;
  readonly family: Family;
  readonly title: string;
  /** Whether it is a secret, or only names one. */
  readonly kind: Detector["kind"];
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** `/`-separated, relative to the top of the repository (or as given to `scan`), masked; for other places a phrase in brackets, e.g. `(commit message)`. */
  readonly path: string;
  /** 1-based line and column in UTF-16 units, end exclusive; they point at the secret itself. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** Full oid of the commit that brings it in, `null` when it is not in a commit. */
  readonly commit: string | null;
  readonly fingerprint: string;
  /** Key id, client id or user name that belongs to it. */
  readonly identifier: string | null;
  readonly evidence: Evidence;
  /** How it was hidden, outermost first. */
  readonly encodings: readonly string[];
  /** Findings of one credential share this; `null` when it stands alone. */
  readonly credential: string | null;
  readonly exposure: Exposure;
  /** Reason of an inline `keylatch:allow REASON`, masked, `null` without one. */
  readonly inlineAllow: string | null;
  readonly excerpt: readonly ExcerptLine[];
}

/** Who wrote a commit, and what the commit hook on this machine knows of it. */
export interface Origin {
  readonly author: { readonly name: string; readonly email: string };
  readonly hook: {
    /** What the hook said about exactly this change; `none` when it left no receipt. */
    readonly result: "passed" | "overridden" | "blocked" | "none";
    /** When, UTC, ISO 8601. */
    readonly time: string | null;
    /** The git command that made the commit here; `null` when it came from elsewhere, as far as the reflogs tell. */
    readonly made: Maker | null;
    /** Without a receipt of its own: what the hook said about the same change on top of another commit, before it was moved. */
    readonly sameChange: "passed" | "overridden" | "blocked" | null;
  };
}

/** What policy decided about a finding. */
export type Status = "blocking" | "warning" | "overridden" | "allowed";

/** A finding with the decision about it. */
export interface JudgedFinding extends Finding {
  readonly status: Status;
  /** Why it was let through: the reason of the record or of the inline comment. */
  readonly reason?: string;
  /** The record that covers it, path from the top. */
  readonly record?: string;
  /** Only where an audit asks. */
  readonly origin?: Origin;
}

/** A blob or file that was not searched, with the reason; never silent. */
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

/** Where the content came from; decides how reports speak about it. */
export type Occasion = "commit" | "push" | "scan" | "range" | "history" | "stdin" | "image";

/** A record as an audit found it. */
export interface AuditedRecord {
  /** From the top of the repository. */
  readonly path: string;
  readonly status: "valid" | RecordProblem | "unreadable" | "orphaned" | "removed";
  /** `null` for a record that cannot be read, or is not there any more. */
  readonly reason: string | null;
  readonly expires: string | null;
  /** Oid of the commit that removed it. */
  readonly commit: string | null;
}

/** The end of the pipeline: everything a reporter needs. */
export interface Verdict {
  readonly occasion: Occasion;
  readonly findings: readonly JudgedFinding[];
  readonly scanned: Scanned;
  readonly skipped: readonly Skipped[];
  /** Number of paths left out because of `ignorePaths`. */
  readonly ignored: number;
  /** Sentences about records that do not count, refused overrides, and the like. */
  readonly notes: readonly string[];
  /** Only where an audit asks: the records of the range's end, and those that are gone there. */
  readonly records?: readonly AuditedRecord[];
  /** Record written in this run, path from the top. */
  readonly recorded: string | null;
  /** First commit of the repository: some git commands differ there. */
  readonly unborn: boolean;
  /** Whether `keylatch fix` could move at least one of the findings out. */
  readonly fixable?: boolean;
  /** The variable that says that an AI agent is at work where it may not override; `null` for others. */
  readonly barredAgent?: string | null;
  /** Where a push goes; `null` outside a push. */
  readonly push: {
    /** `null` where we are the remote: on a server. */
    readonly remote: string | null;
  } | null;
  /** What the way out depends on; `null` when nobody needs one. */
  readonly scene: Scene | null;
}

/** What the steps that repair a repository depend on, beside the findings. */
export interface Scene {
  /** Folder the person stands in, from the top, with a slash at its end; empty at the top, `null` when unknown. */
  readonly prefix: string | null;
  /** Whether what is staged stays so where a hook refuses it: not of `git commit -a` and `git commit PATH`. */
  readonly keepsIndex: boolean;
  /** Whether a hook looks at the messages of commits. */
  readonly checksMessages: boolean;
  /** What is checked out here; `null` when HEAD is detached, or nobody works here. */
  readonly branch: string | null;
  /** The commits of findings, the newest first. */
  readonly commits: ReadonlyMap<string, CommitScene>;
  /** Remote branches that have the very file of a finding already, by {@link placeKey}; only where there are some. */
  readonly copies: ReadonlyMap<string, readonly string[]>;
  /** Files of findings that are not on disk. */
  readonly gone: ReadonlySet<string>;
  /** Files of findings that the work tree has with changes beyond what was checked; `true` where the secret's line is as it was. */
  readonly edited: ReadonlyMap<string, boolean>;
  /** Of a push: what its refs are called that lead to no commit (tags of files and trees), and those with a message of their own. */
  readonly tags: { readonly ofObjects: readonly string[]; readonly annotated: readonly string[] };
}

/** A finding's file, in its commit or the index. */
export function placeKey({ commit, path }: Pick<Finding, "commit" | "path">): string {
  return `${commit ?? ""}:${path}`;
}

export interface CommitScene {
  /** Git rebases a commit without a parent with --root. */
  readonly isRoot: boolean;
  readonly isMerge: boolean;
  /** It is what HEAD leads to, or `elsewhere`: an amend is enough. */
  readonly isTip: boolean;
  /** Remote branches that have it, as of the last fetch. */
  readonly remotes: readonly string[];
  /** What to switch to before it can be repaired: a branch, tag or commit that leads to it; `null` when HEAD does. */
  readonly elsewhere: string | null;
  /** Whether that is a tag with a message of its own. */
  readonly isAnnotated: boolean;
  /** Another work tree in which that is checked out, absolute. */
  readonly worktree: string | null;
  /** Oid of the commit at which what leads to it ends. */
  readonly end: string | null;
  /** Whether a later commit has the same subject. */
  readonly hasNamesake: boolean;
  /** Whether other branches end between it and that, which a rebase can move along. */
  readonly movesBranches: boolean;
  /** Merges after it that a rebase makes differently. */
  readonly handmade: readonly HandmadeMerge[];
  /** Files of findings in it that later commits changed again. */
  readonly touched: ReadonlySet<string>;
}
