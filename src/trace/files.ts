import { entriesAt } from "../git/objectsAt.ts";
import type { Repo } from "../git/repo.ts";
import { indexEntries, type LooseFiles, type Worktree } from "../git/worktrees.ts";
import type { Redactor } from "../masking/redact.ts";
import { fileKey } from "./contents.ts";
import type { Step } from "./history.ts";
import type { Hit, Hits } from "./hits.ts";

/** A place that contains the credential now. */
export interface TracedFile extends Hit {
  /** Folder of the work tree; `null` for the current one. */
  readonly worktree: string | null;
  /** From the work tree's top, masked. */
  readonly path: string;
  readonly on: readonly ("disk" | "index" | "HEAD")[];
  readonly state: "tracked" | "untracked" | "ignored";
  /** The blob that contains it; `null` if it is only on disk. */
  readonly blob: string | null;
}

/** Every file of every work tree that contains it: on disk, staged, or in the checked out commit. */
export async function tracedFiles(
  repo: Repo,
  trees: readonly Worktree[],
  loose: readonly LooseFiles[],
  steps: readonly Step[],
  hits: Hits,
  redactor: Redactor,
): Promise<TracedFile[]> {
  const heads = [...new Set(trees.flatMap(({ head }) => head ?? []))];
  const committed = await entriesAt(repo, heads, [...new Set(steps.map(({ path }) => path))]);
  const found: TracedFile[] = [];
  for (const [index, tree] of trees.entries()) {
    const own = loose[index] as LooseFiles;
    const places = new Map<string, TracedFile>();
    const see = (
      path: string,
      on: TracedFile["on"][number],
      blob: string | null,
      list: readonly Hit[],
      state: TracedFile["state"] = "tracked",
    ) => {
      for (const hit of list) {
        const key = `${path}\0${hit.line}:${hit.column}:${hit.part}`;
        const known = places.get(key);
        places.set(key, {
          ...hit,
          worktree: tree.isCurrent ? null : tree.path,
          path: redactor.mask(path),
          on: [...new Set([...(known?.on ?? []), on])],
          state,
          blob: known?.blob ?? blob,
        });
      }
    };
    for (const { path, state } of own.files)
      see(path, "disk", null, hits.get(fileKey(own.top, path)) ?? [], state);
    for (const { path, oid } of await indexEntries(tree)) {
      const list = hits.get(oid) ?? [];
      if (!own.modified.has(path)) see(path, "disk", oid, list);
      see(path, "index", oid, list);
    }
    for (const { path, oid } of tree.head === null ? [] : (committed.get(tree.head) ?? []))
      see(path, "HEAD", oid, hits.get(oid) ?? []);
    found.push(...places.values());
  }
  return found;
}
