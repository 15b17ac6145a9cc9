import { CleanBlobs } from "../cleanBlobs.ts";
import type { Config } from "../config/schema.ts";
import { KeylatchError } from "../errors.ts";
import type { Source } from "../fragment.ts";
import { allRefs, type Ref, STASH, stashes } from "../git/refs.ts";
import type { Repo } from "../git/repo.ts";
import { revList } from "../git/revList.ts";
import { git } from "../git/run.ts";
import { once } from "../once.ts";
import { mayNameKeys } from "../search/mayNameKeys.ts";
import { commitsSource } from "./commits.ts";
import type { Reach } from "./newObjects.ts";
import { type NamedRef, withRefNames } from "./refNames.ts";

/**
 * The commits of `A..B`, or everything reachable from a single revision.
 * @param how what the caller knows about the commits
 * @throws {KeylatchError} `bad-range` for revisions that do not resolve, and for a range without a start
 */
export async function rangeSource(
  repo: Repo,
  config: Config,
  range: string,
  how: Partial<Pick<Reach, "exposureOf" | "mayLack">> = {},
): Promise<Source> {
  const oids = await resolveRange(repo, range);
  const tips = oids.filter((oid) => !oid.startsWith("^"));
  const known = oids.filter((oid) => oid.startsWith("^")).map((oid) => oid.slice(1));
  const exposureOf = how.exposureOf ?? exposures(repo);
  return commitsSource(repo, config, { tips, known, ...how, exposureOf });
}

/** Everything reachable from any ref (branches, tags, notes, remote branches) or stash, and the names of the refs. */
export async function historySource(repo: Repo, config: Config): Promise<Source> {
  const [refs, clean] = await Promise.all([allRefs(repo), CleanBlobs.open(repo)]);
  const stashed = refs.some(({ name }) => name === STASH) ? await stashes(repo) : [];
  const tips = [...new Set([...refs.map(({ oid }) => oid), ...stashed])];
  const { tally, fragments } = commitsSource(repo, config, {
    tips: repo.head === null ? tips : [...tips, repo.head],
    known: [],
    exposureOf: exposures(repo, stashed),
    clean,
  });
  return { tally, fragments: withRefNames(fragments, namesOf(refs)) };
}

/** The names to search: none if no name can contain a key. */
function namesOf(refs: readonly Ref[]): NamedRef[] {
  if (!mayNameKeys(refs.map(({ name }) => name))) return [];
  return refs.map(({ name }) => ({
    name,
    exposure: name.startsWith("refs/remotes/") ? "published" : "local",
  }));
}

/** Resolves `A..B` to oids; those to exclude with a caret in front, as in `git rev-parse`. @throws {KeylatchError} `bad-range` */
export async function resolveRange(repo: Repo, range: string): Promise<string[]> {
  // Git would start at HEAD, where there may be nothing to check: probably an empty variable in a script.
  if (range.startsWith(".."))
    throw new KeylatchError("bad-range", `"${range}" does not say where the range starts`, {
      hint: "Nothing was checked. Write A..B (A or B may be HEAD).",
    });
  const answer = await git(repo, ["rev-parse", "--revs-only", "--end-of-options", range], { accept: [128] });
  const oids = answer.stdout
    .toString("latin1")
    .split("\n")
    .filter((line) => /^\^?[0-9a-f]{40,64}$/.test(line));
  if (answer.exitCode === 0 && oids.some((oid) => !oid.startsWith("^"))) return oids;
  throw new KeylatchError("bad-range", `"${range}" does not name a range of commits here`, {
    hint: "Use A..B with revisions that exist; in a shallow checkout fetch the base first (git fetch --unshallow).",
  });
}

/**
 * Returns a function that tells commits that a remote has, as of the last fetch, from local ones.
 * @param stashed commits that no ref reaches
 */
function exposures(repo: Repo, stashed: readonly string[] = []): Reach["exposureOf"] {
  const local = once(async () => {
    const tips = repo.head === null ? stashed : [repo.head, ...stashed];
    return new Set(await revList(repo, ["--all", "--not", "--remotes"], tips));
  });
  return async (commit) => ((await local()).has(commit) ? "local" : "published");
}
