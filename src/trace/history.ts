import { type ChangedPath, isContent } from "../git/changes.ts";
import { commitChanges } from "../git/commitChanges.ts";
import type { Repo } from "../git/repo.ts";
import { type Hits, partsIn } from "./hits.ts";
import type { Needle } from "./target.ts";

/** What a commit does with one part of the credential. */
export interface Step {
  readonly commit: string;
  readonly action: "added" | "moved" | "removed";
  readonly part: number;
  /** From the top. */
  readonly path: string;
  /** The path from which it was moved. */
  readonly from: string | null;
  /** The blob that contains it; `null` if it was removed. */
  readonly blob: string | null;
  /** Whether the path itself contains it. */
  readonly inName: boolean;
}

/**
 * Follows the credential through commits, oldest first. A commit adds it to a path if no parent has it there, and
 * removes it if all parents have it there and the commit does not.
 */
export async function follow(
  repo: Repo,
  commits: readonly string[],
  hits: Hits,
  needles: readonly Needle[],
): Promise<Step[]> {
  const steps: Step[] = [];
  for await (const change of commitChanges(repo, commits)) {
    const commit = change.commit as string;
    for (const part of needles.keys()) {
      const { value } = needles[part] as Needle;
      const added = change.paths.filter((entry) => adds(entry, part, hits, value));
      const removed = change.paths.filter((entry) => removes(entry, part, hits, value));
      const moves = Math.min(added.length, removed.length);
      for (const [index, entry] of added.entries()) {
        const from = index < moves ? (removed[index] as ChangedPath).path : null;
        steps.push({
          commit,
          action: from === null ? "added" : "moved",
          part,
          path: entry.path,
          from,
          blob: entry.oid,
          inName: !partsIn(hits, entry.oid).has(part),
        });
      }
      for (const { path } of removed.slice(moves))
        steps.push({ commit, action: "removed", part, path, from: null, blob: null, inName: false });
    }
  }
  return steps;
}

function adds(entry: ChangedPath, part: number, hits: Hits, value: string): boolean {
  const before = entry.before.map((version) => partsIn(hits, version.oid).has(part));
  if (partsIn(hits, entry.oid).has(part)) return !before.includes(true);
  return isContent(entry) && entry.path.includes(value) && !entry.before.some(isContent);
}

function removes(entry: ChangedPath, part: number, hits: Hits, value: string): boolean {
  const before = entry.before.map((version) => partsIn(hits, version.oid).has(part));
  if (before.every(Boolean)) return !partsIn(hits, entry.oid).has(part);
  return !isContent(entry) && entry.path.includes(value);
}
