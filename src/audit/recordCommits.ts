import { changesOf, isContent } from "../git/changes.ts";
import { type CommitFacts, commitFacts } from "../git/commitFacts.ts";
import { literal } from "../git/paths.ts";
import type { Repo } from "../git/repo.ts";
import { revList } from "../git/revList.ts";
import { shallowBorder } from "../git/shallow.ts";
import { overridesFolder } from "../policy/record.ts";

/** The commit that added a record. The record itself can name anyone as its author. */
export interface RecordCommit extends Pick<CommitFacts, "author"> {
  /** Oid. */
  readonly commit: string;
}

/** The commit that added each record in HEAD, by path. There is none at the border of a shallow clone, where all files look new. */
export async function recordCommits(repo: Repo): Promise<ReadonlyMap<string, RecordCommit>> {
  const found = new Map<string, RecordCommit>();
  if (repo.head === null) return found;
  const options = ["--topo-order", "--reverse"];
  const commits = await revList(repo, options, [repo.head, "--", literal(overridesFolder)]);
  const [changes, facts, border] = await Promise.all([
    changesOf(repo, commits, overridesFolder),
    commitFacts(repo, commits),
    shallowBorder(repo),
  ]);
  for (const { commit, paths } of changes) {
    const author = commit === null || border.has(commit) ? undefined : facts.get(commit)?.author;
    for (const entry of paths) {
      if (!isContent(entry)) found.delete(entry.path);
      // A later commit that only changes the file let nothing through.
      else if (author !== undefined && !found.has(entry.path))
        found.set(entry.path, { commit: commit as string, author });
    }
  }
  return found;
}
