import { changesOf, isContent } from "../git/changes.ts";
import type { Repo } from "../git/repo.ts";
import { revList } from "../git/revList.ts";
import type { Snapshot } from "../git/snapshot.ts";
import { overridesFolder } from "../policy/record.ts";

/** A record that existed in a range or before it, but not at its end. */
export interface GoneRecord {
  readonly path: string;
  /** The last commit that deleted it; `null` if a merge left it out. */
  readonly commit: string | null;
}

/** The records that a range removes. @param range oids; those to exclude with a caret in front */
export async function goneRecords(
  repo: Repo,
  range: readonly string[],
  base: Snapshot,
  tip: Snapshot,
): Promise<GoneRecord[]> {
  const commits = await revList(repo, ["--reverse"], range);
  const changes = await changesOf(repo, commits, overridesFolder);
  const deletedBy = new Map<string, string | null>();
  for (const { path } of await base.files(overridesFolder)) deletedBy.set(path, null);
  for (const { commit, paths } of changes) {
    for (const entry of paths) deletedBy.set(entry.path, isContent(entry) ? null : commit);
  }
  const there = new Set((await tip.files(overridesFolder)).map(({ path }) => path));
  return [...deletedBy]
    .filter(([path]) => path.endsWith(".json") && !there.has(path))
    .map(([path, commit]) => ({ path, commit }));
}
