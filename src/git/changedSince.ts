import { changesOf } from "./changes.ts";
import { literal } from "./paths.ts";
import type { Repo } from "./repo.ts";
import { revList } from "./revList.ts";

/** Which of some paths are changed by the commits after `from` up to `to`, a descendant of it. */
export async function changedSince(
  repo: Repo,
  from: string,
  to: string,
  paths: Iterable<string>,
): Promise<Set<string>> {
  if (from === to) return new Set();
  // Git reads one path per line, so a path with a newline cannot be passed. It counts as changed.
  const changed = new Set([...paths].filter((path) => path.includes("\n")));
  const asked = new Set([...paths].filter((path) => !changed.has(path)));
  if (asked.size === 0) return changed;
  const commits = await revList(repo, [], [`${from}..${to}`, "--", ...[...asked].map(literal)]);
  for (const change of await changesOf(repo, commits))
    for (const { path } of change.paths) if (asked.has(path)) changed.add(path);
  return changed;
}
