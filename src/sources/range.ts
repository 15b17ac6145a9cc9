import { CleanBlobs } from "../cleanBlobs.ts";
import type { Config } from "../config/schema.ts";
import { KeylatchError } from "../errors.ts";
import type { Source } from "../fragment.ts";
import { allRefs, type Ref } from "../git/refs.ts";
import type { Repo } from "../git/repo.ts";
import { git, gitLines } from "../git/run.ts";
import { mayNameKeys } from "../mayNameKeys.ts";
import { once } from "../once.ts";
import { commitsSource } from "./commits.ts";
import type { Reach } from "./newObjects.ts";
import { type NamedRef, withRefNames } from "./refNames.ts";

/**
 * The commits of `A..B` (or of everything reachable from one revision).
 * @param how what is known of the commits beforehand
 * @throws {KeylatchError} `bad-range` for revisions that do not resolve
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

/** Everything reachable from any ref: branches, tags, notes, the stash, remote branches; and what these are called. */
export async function historySource(repo: Repo, config: Config): Promise<Source> {
  const [refs, clean] = await Promise.all([allRefs(repo), CleanBlobs.open(repo)]);
  const tips = [...new Set(refs.map(({ oid }) => oid))];
  const { tally, fragments } = commitsSource(repo, config, {
    tips: repo.head === null ? tips : [...tips, repo.head],
    known: [],
    exposureOf: exposures(repo),
    clean,
  });
  return { tally, fragments: withRefNames(fragments, namesOf(refs)) };
}

/** Those of all refs, where there may be anything in one. */
function namesOf(refs: readonly Ref[]): NamedRef[] {
  if (!mayNameKeys(refs.map(({ name }) => name))) return [];
  return refs.map(({ name }) => ({
    name,
    exposure: name.startsWith("refs/remotes/") ? "published" : "local",
  }));
}

/** `A..B` as oids, excluded ones with a caret in front, as `git rev-parse` gives them. */
export async function resolveRange(repo: Repo, range: string): Promise<string[]> {
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

/** Tells commits that some remote has, as of the last fetch, from those that are only here. */
function exposures(repo: Repo): Reach["exposureOf"] {
  const local = once(async () => {
    const head = repo.head === null ? [] : ["HEAD"];
    return new Set(await gitLines(repo, ["rev-list", "--all", ...head, "--not", "--remotes"]));
  });
  return async (commit) => ((await local()).has(commit) ? "local" : "published");
}
