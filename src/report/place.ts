import type { Finding } from "../finding.ts";
import { printable } from "./printable.ts";

/** Paths that are not files: `(commit message)`, `(branch name)`. */
const PLACE = /^\(([a-z][a-z -]*)\)$/;

/** Prefix of the refs of git notes. */
export const NOTES = "refs/notes/";

/** The name of a place that is not a file, such as "commit message"; `null` for a file. */
export function placeName(path: string): string | null {
  return PLACE.exec(path)?.[1] ?? null;
}

/** `path:line:column`, safe to print on a terminal. */
export function location(finding: Finding): string {
  return `${printable(placeName(finding.path) ?? finding.path)}:${finding.line}:${finding.column}`;
}

/** An abbreviated object id. */
export function short(oid: string): string {
  return oid.slice(0, 7);
}
