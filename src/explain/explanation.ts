import type { Block } from "./block.ts";

/** What is written by hand about a kind of key; the detector brings the rest. */
export interface Explanation {
  /** What it is used for, where it comes from today, what it is not. */
  readonly what: readonly Block[];
  /** How such keys get out, and what is done with them. */
  readonly leaks: readonly Block[];
  /** Ways without a key, the platform's own places, how to put the value into a store. */
  readonly storage: readonly Block[];
  /** Queries that show use, and what they cannot show. */
  readonly misuse: readonly Block[];
  /** What the detector's steps take for granted here, such as variables that were set. */
  readonly beforeSteps: readonly Block[];
  /** Parts of the detector's commands that are shell variables on this page, so that they fit. */
  readonly abbreviations: Readonly<Record<string, string>>;
  /** What the detector's steps leave out: overlap, and what stays alive after them. */
  readonly rotate: readonly Block[];
  /** How to find who uses it. */
  readonly consumers: readonly Block[];
  /** Least privilege, rotation, alarms. */
  readonly practice: readonly Block[];
  /** Pages beside those of the detector. */
  readonly references: readonly string[];
}
