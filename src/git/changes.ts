import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { KeylatchError } from "../errors.ts";
import { literal, nulSeparated } from "./paths.ts";
import type { Repo } from "./repo.ts";
import { git } from "./run.ts";

/** One side of a changed path. */
export interface Version {
  /** `100644` file, `100755` executable, `120000` symlink, `160000` submodule, `000000` absent. */
  readonly mode: string;
  /** Blob oid, all zeros when absent. */
  readonly oid: string;
}

/** A path that differs from every parent. */
export interface ChangedPath extends Version {
  readonly path: string;
  /** The versions in each parent, in order. */
  readonly before: readonly Version[];
}

/** The paths in which a commit, or the index, differs from all of its parents. */
export interface Change {
  /** Full oid, `null` for the index. */
  readonly commit: string | null;
  readonly paths: readonly ChangedPath[];
  /** The commits that the index was compared with; absent for a commit. */
  readonly parents?: readonly string[];
}

/** The staged change. Its parents are empty before the first commit. */
export interface StagedChange extends Change {
  readonly parents: readonly string[];
  /** Whether git has already written the commit's tree, so that nothing can be added to it: in a merge that git commits by itself. */
  readonly isSealed: boolean;
}

/** The mode of a version that does not exist. */
export const ABSENT = "000000";

/** Whether a version has content: it exists and is no submodule. */
export function isContent(version: Version): boolean {
  return version.mode !== ABSENT && version.mode !== "160000";
}

/** Options for output that {@link parseRaw} and {@link parseEntry} parse. */
export const RAW = ["--raw", "-z", "--no-renames", "--no-abbrev"];

/** Compares the index with HEAD, or with the empty tree before the first commit; during a merge with every parent. */
export async function stagedChange(repo: Repo): Promise<StagedChange> {
  const merged = await mergeHeads(repo);
  const announced = merged.length === 0 ? announcedHeads(repo) : [];
  const parents = repo.head === null ? [] : [repo.head, ...merged, ...announced];
  const perParent: Map<string, ChangedPath>[] = [];
  for (const parent of parents.length === 0 ? [repo.emptyTree] : parents) {
    perParent.push(new Map((await indexAgainst(repo, parent)).map((entry) => [entry.path, entry])));
  }
  const [first, ...others] = perParent as [Map<string, ChangedPath>, ...Map<string, ChangedPath>[]];
  const paths = [...first.values()].flatMap((entry) => {
    if (entry.path === "" || (isContent(entry) && /^0+$/.test(entry.oid))) throw damagedIndex();
    const same = others.map((map) => map.get(entry.path));
    if (same.some((other) => other === undefined)) return [];
    return [{ ...entry, before: [entry, ...(same as ChangedPath[])].flatMap((other) => other.before) }];
  });
  return { commit: null, parents, paths, isSealed: announced.length > 0 };
}

/** An index entry without a name or an object id: git does not notice where an index was cut off. */
function damagedIndex(): KeylatchError {
  return new KeylatchError(
    "index-damaged",
    "the index is damaged: it has entries without a name or content",
    {
      hint: "Nothing was checked. Run `git fsck`; `git reset` makes a new index of HEAD and keeps your files.",
    },
  );
}

/** Everything in the index, as if it were new. */
export async function trackedFiles(repo: Repo): Promise<readonly ChangedPath[]> {
  return indexAgainst(repo, repo.emptyTree);
}

/** Compares the index with a tree. Files of `git add --intent-to-add` have no content yet and are left out. */
function indexAgainst(repo: Repo, tree: string): Promise<ChangedPath[]> {
  return changedPaths(repo, ["diff-index", "--cached", ...RAW, "--ita-invisible-in-index", tree, "--"]);
}

async function changedPaths(repo: Repo, args: readonly string[]): Promise<ChangedPath[]> {
  return parseRaw((await git(repo, args)).stdout).flatMap(({ paths }) => paths);
}

/** `MERGE_HEAD` has one line per merged parent; `rev-parse MERGE_HEAD` would return only the first. */
async function mergeHeads(repo: Repo): Promise<string[]> {
  try {
    const text = await readFile(join(repo.gitDir, "MERGE_HEAD"), "latin1");
    return text.split("\n").filter((line) => line !== "");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return [];
    throw new KeylatchError("unreadable", `MERGE_HEAD cannot be read (${code})`, {
      hint: "Nothing was checked. `git merge --abort` ends the merge.",
      cause: error,
    });
  }
}

/** While git commits a merge by itself, there is no `MERGE_HEAD`. Variables name the merged parents: `GITHEAD_<oid>=side`. */
function announcedHeads({ env }: Repo): string[] {
  if (!/^(?:merge|pull)\b/.test(env.GIT_REFLOG_ACTION ?? "")) return [];
  return Object.keys(env).flatMap((name) => /^GITHEAD_([0-9a-f]{40,64})$/.exec(name)?.[1] ?? []);
}

/** Compares a commit with other commits instead of its parents. */
export async function changeAgainst(repo: Repo, commit: string, parents: readonly string[]): Promise<Change> {
  const [change] = await changesOf(repo, [[commit, ...parents].join(" ")]);
  return change ?? { commit, paths: [] };
}

/**
 * The changes of commits, like `commitChanges`, as one list; commits without a change are left out.
 * @param commits each an oid, or an oid followed by those to compare it with instead of its parents
 * @param folder limits the changes to files in this folder
 */
export async function changesOf(repo: Repo, commits: readonly string[], folder?: string): Promise<Change[]> {
  if (commits.length === 0) return [];
  const within = folder === undefined ? [] : ["--", literal(folder)];
  const args = ["diff-tree", "--stdin", "-r", "-c", "--root", ...RAW, ...within];
  return parseRaw((await git(repo, args, { input: `${commits.join("\n")}\n` })).stdout);
}

/** All paths of a tree, compared with the empty tree. */
export async function treeChange(repo: Repo, tree: string): Promise<Change> {
  const args = ["diff-tree", "-r", ...RAW, repo.emptyTree, tree, "--"];
  return { commit: null, paths: await changedPaths(repo, args) };
}

/**
 * The paths in which a change differs from one of its parents. For a merge these are more than the change's own paths,
 * which differ from every parent.
 * @param parent index of the parent
 */
export async function changesSince(
  repo: Repo,
  change: Change,
  parent: number,
): Promise<readonly ChangedPath[]> {
  if ((change.paths[0]?.before.length ?? 0) < 2) return change.paths;
  const { commit, parents } = change;
  return commit === null
    ? indexAgainst(repo, parents?.[parent] as string)
    : changedPaths(repo, ["diff-tree", "-r", ...RAW, `${commit}^${parent + 1}`, commit, "--"]);
}

/**
 * Parses `diff-index` and `diff-tree --stdin` output in `--raw -z` form:
 * `<commit>\0`, then `:100644 100644 <old oid> <new oid> M\0path\0` per path; with n parents n colons, n old modes and
 * n old oids: `::100644 100644 100644 <old> <old> <new> MM\0path\0`.
 * @see https://git-scm.com/docs/diff-format
 * @throws {KeylatchError} `git-output` when the bytes do not have this form
 */
export function parseRaw(output: Buffer): Change[] {
  const changes: { commit: string | null; paths: ChangedPath[] }[] = [];
  const fields = nulSeparated(output).values();
  for (const head of fields) {
    if (/^[0-9a-f]{40,64}$/.test(head)) {
      changes.push({ commit: head, paths: [] });
      continue;
    }
    const { value: path } = fields.next();
    if (path === undefined) throw unexpected();
    if (changes.length === 0) changes.push({ commit: null, paths: [] });
    changes.at(-1)?.paths.push(parseEntry(head, path));
  }
  return changes;
}

/** The fields of a change with one parent, the common case. */
const SINGLE = /^:[0-7]{6} [0-7]{6} (?:[0-9a-f]{40} [0-9a-f]{40}|[0-9a-f]{64} [0-9a-f]{64}) [A-Z]$/;

/** Parses the fields before a path: `:100644 100644 <old oid> <new oid> M`. */
export function parseEntry(head: string, path: string): ChangedPath {
  if (SINGLE.test(head)) {
    const middle = (head.length + 12) / 2;
    const before = [{ mode: head.slice(1, 7), oid: head.slice(15, middle) }];
    return { path, mode: head.slice(8, 14), oid: head.slice(middle + 1, -2), before };
  }
  const parents = /^:*/.exec(head)?.[0].length ?? 0;
  const fields = head.slice(parents).split(" ");
  const count = parents + 1;
  const [modes, oids] = [fields.slice(0, count), fields.slice(count, 2 * count)];
  if (parents === 0 || fields.length !== 2 * count + 1 || !oids.every((oid) => /^[0-9a-f]{40,64}$/.test(oid)))
    throw unexpected();
  const versions = modes.map((mode, index) => ({ mode, oid: oids[index] as string }));
  return { path, ...(versions.at(-1) as Version), before: versions.slice(0, -1) };
}

/** The error for a list of changes that cannot be parsed, `git-output`. */
export function unexpected(): KeylatchError {
  return new KeylatchError("git-output", "git printed a list of changes that keylatch cannot read", {
    hint: "Please report this with the output of `git version`.",
  });
}
