import type { Passage } from "./block.ts";

/** What is written by hand about a kind of key; the detector brings the rest. */
export interface Explanation {
  /** What it is used for, where it comes from today, what it is not. */
  readonly what: readonly Passage[];
  /** How such keys leak, and how they are abused. */
  readonly leaks: readonly Passage[];
  /** Alternatives without a key, the platform's own stores, how to put the value into a store. */
  readonly storage: readonly Passage[];
  /** Queries that show use, and what they cannot show. */
  readonly misuse: readonly Passage[];
  /** What the detector's steps assume on this page, such as variables that were set before. */
  readonly beforeSteps: readonly Passage[];
  /** Parts of the detector's commands that are shell variables on this page, so that they fit. */
  readonly abbreviations: Readonly<Record<string, string>>;
  /** What the detector's steps leave out: overlapping keys, and what stays valid afterwards. */
  readonly rotate: readonly Passage[];
  /** How to find who uses it. */
  readonly consumers: readonly Passage[];
  /** Least privilege, rotation, alarms. */
  readonly practice: readonly Passage[];
  /** Links in addition to those of the detector. */
  readonly references: readonly string[];
}
