import type { Finding } from "../finding.ts";
import { printable } from "./printable.ts";

/** Paths that are no files: `(commit message)`, `(branch name)`. */
const PLACE = /^\(([a-z][a-z -]*)\)$/;

/** Where notes stand, as a ref. */
export const NOTES = "refs/notes/";

/** The words of a place that is not the content of a file, e.g. "commit message"; `null` for a file. */
export function placeName(path: string): string | null {
  return PLACE.exec(path)?.[1] ?? null;
}

/** `path:line:column` for people, harmless on a terminal. */
export function location(finding: Finding): string {
  return `${printable(placeName(finding.path) ?? finding.path)}:${finding.line}:${finding.column}`;
}

/** A commit's name as people write it. */
export function short(oid: string): string {
  return oid.slice(0, 7);
}
