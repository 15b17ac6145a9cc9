import type { Exposure } from "../../detectors/detector.ts";
import type { CleanBlobs } from "../cleanBlobs.ts";
import { KeylatchError } from "../errors.ts";
import { lineBatches } from "../git/lines.ts";
import { missingObject } from "../git/objects.ts";
import { isPartialClone } from "../git/promisors.ts";
import type { Repo } from "../git/repo.ts";
import { revList } from "../git/revList.ts";
import { gitStream } from "../git/run.ts";

/** A part of history: everything reachable from `tips`, but not from `known`. */
export interface Reach {
  /** Oids, or options of `rev-list` that name revisions, such as `--all`. */
  readonly tips: readonly string[];
  /** Oids that this clone has. */
  readonly known: readonly string[];
  /** The exposure of a commit's findings. */
  readonly exposureOf: (commit: string) => Exposure | Promise<Exposure>;
  /** Whether objects that a partial clone lacks may be skipped, because the remote has them; otherwise they are an error. */
  readonly mayLack?: () => Promise<boolean>;
  /** Cache of blobs that need not be read again. */
  readonly clean?: CleanBlobs;
}

/**
 * The commits of a part of history, newest first; yields as many at a time as git has printed.
 * @param others is filled with the other objects among the tips: tags, and trees and blobs without a commit
 */
export async function* newCommits(
  repo: Repo,
  reach: Reach,
  others: string[],
): AsyncGenerator<readonly string[]> {
  const unseen = new Set(reach.tips);
  for (const oid of reach.known) unseen.delete(oid);
  for await (const lines of listed(repo, reach, ["--filter=tree:0"])) {
    // <commit>, or <oid> SP [<name>]
    const commits = lines.filter((line) => !line.includes(" "));
    for (const line of lines) if (line.includes(" ")) others.push(line.slice(0, line.indexOf(" ")));
    if (unseen.size > 0) for (const commit of commits) unseen.delete(commit);
    if (commits.length > 0) yield commits;
  }
  for (const oid of others) unseen.delete(oid);
  await requireKnown(repo, [...unseen], reach.known);
}

/** The objects of a part of history, except those in the trees of the known commits at its border. */
export interface Listing {
  /** Position of each object in git's order: objects of the newest commit first, by path. */
  readonly order: ReadonlyMap<string, number>;
  /** Objects that this clone does not have. */
  readonly missing: readonly string[];
}

/** Lists the objects of a part of history. */
export async function listing(repo: Repo, reach: Reach): Promise<Listing> {
  const order = new Map<string, number>();
  const missing: string[] = [];
  for await (const lines of listed(repo, reach, ["--no-object-names"])) {
    for (const line of lines) {
      // <oid>, or ?<oid>
      if (line.startsWith("?")) missing.push(line.slice(1));
      else order.set(line, order.size);
    }
  }
  return { order, missing };
}

function listed(repo: Repo, { tips, known }: Reach, options: readonly string[]) {
  const input = `${[...tips, ...known.map((oid) => `^${oid}`)].join("\n")}\n`;
  const args = ["rev-list", "--objects", "--missing=print", ...options, "--stdin"];
  return lineBatches(gitStream(repo, args, { input }));
}

/**
 * The objects of a part of history that a partial clone does not have; empty in a full clone, where all are needed.
 * @throws {KeylatchError} `partial-clone`
 */
export async function leftOut(repo: Repo, reach: Reach): Promise<ReadonlySet<string>> {
  if (!(await isPartialClone(repo))) return new Set();
  const { missing } = await listing(repo, reach);
  if (missing.length > 0 && reach.mayLack !== undefined && !(await reach.mayLack()))
    throw partial(missing.length);
  return new Set(missing);
}

/**
 * Rethrows an error of git, as one that names the cause if an object is missing.
 * @throws {KeylatchError} `object-missing`, `partial-clone`, or the given error
 */
export async function explained(repo: Repo, reach: Reach, error: unknown): Promise<never> {
  const { missing } = await listing(repo, reach);
  if (missing.length === 0) throw error;
  throw (await isPartialClone(repo)) ? partial(missing.length) : missingObject(missing[0] as string);
}

/**
 * Makes sure that tips which git did not list are reachable from what is known: only then is there nothing to read.
 * @throws {KeylatchError} `git-output`
 */
async function requireKnown(repo: Repo, ends: readonly string[], known: readonly string[]): Promise<void> {
  if (ends.length === 0) return;
  const [count] = await revList(repo, ["--count"], [...ends, ...known.map((oid) => `^${oid}`)]);
  if (count === "0") return;
  throw new KeylatchError("git-output", "git listed no objects for a part of the range that is not empty", {
    hint: "Nothing was checked. Run `git fsck`.",
  });
}

function partial(count: number): KeylatchError {
  return new KeylatchError(
    "partial-clone",
    `this is a partial clone: ${count} of the objects to be checked are not here`,
    { hint: "Nothing was checked. Clone without --filter, or run `git fetch --refetch --no-filter` before." },
  );
}
