import { loadConfig } from "../config/load.ts";
import type { Config } from "../config/schema.ts";
import type { Finding } from "../finding.ts";
import type { RefUpdate } from "../git/refUpdates.ts";
import type { Repo } from "../git/repo.ts";
import { commitSnapshot, currentSnapshot, emptySnapshot, type Snapshot } from "../git/snapshot.ts";
import { commitOf, contains } from "../git/tips.ts";
import { loadSalt } from "../salt.ts";
import type { StoredRecord } from "./record.ts";
import { loadRecords } from "./storedRecords.ts";

/** Ref updates whose new ends agree on configuration and salt, so that one scan can judge them. */
export interface TipGroup {
  readonly updates: readonly RefUpdate[];
  readonly config: Config;
  readonly salt: Buffer;
  /** The records that count for a finding: those in every pushed end that has its commit. */
  records(finding: Finding): Promise<readonly StoredRecord[]>;
}

/** What findings of an update are judged by. */
export type TipPolicy = Pick<TipGroup, "config" | "salt">;

/**
 * Reads records out of what is pushed. Deletions have none.
 * @param policyOf configuration and salt for an update; those of its new end unless told
 */
export async function tipGroups(
  repo: Repo,
  updates: readonly RefUpdate[],
  policyOf: (update: RefUpdate, tip: Snapshot) => Promise<TipPolicy> = (_, tip) => ownPolicy(repo, tip),
): Promise<TipGroup[]> {
  const groups = new Map<
    string,
    { updates: RefUpdate[]; commits: (string | null)[]; config: Config; salt: Buffer }
  >();
  for (const update of updates) {
    if (update.localOid === null) continue;
    const commit = await commitOf(repo, update.localOid);
    const snapshot = commit === null ? elsewhere(repo) : commitSnapshot(repo, commit);
    const { config, salt } = await policyOf(update, snapshot);
    const key = JSON.stringify([config, salt.toString("hex")]);
    const group = groups.get(key) ?? { updates: [], commits: [], config, salt };
    group.updates.push(update);
    group.commits.push(commit);
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => ({
    ...group,
    records: recordsOf(repo, group.commits, group.config),
  }));
}

async function ownPolicy(repo: Repo, tip: Snapshot): Promise<TipPolicy> {
  return { config: await loadConfig(tip), salt: await loadSalt(tip, onDisk(repo)) };
}

/** Policy for what belongs to no commit: a tag of a blob. */
function elsewhere(repo: Repo): Snapshot {
  return repo.head === null ? emptySnapshot : commitSnapshot(repo, repo.head);
}

function onDisk(repo: Repo): Snapshot {
  return repo.top === null ? emptySnapshot : currentSnapshot(repo);
}

function recordsOf(repo: Repo, commits: readonly (string | null)[], config: Config): TipGroup["records"] {
  const tips = [...new Set(commits.filter((commit) => commit !== null))];
  const loaded = new Map<string, Promise<StoredRecord[]>>();
  const recordsAt = (tip: string) => {
    const known = loaded.get(tip) ?? loadRecords(commitSnapshot(repo, tip), new Date(), config.override);
    loaded.set(tip, known);
    return known;
  };
  return async ({ commit }) => {
    const holders: string[] = [];
    for (const tip of tips) {
      if (commit === null || tips.length === 1 || (await contains(repo, tip, commit))) holders.push(tip);
    }
    const [first = [], ...others] = await Promise.all(holders.map(recordsAt));
    return first.filter(({ path }) =>
      others.every((records) => records.some((other) => other.path === path)),
    );
  };
}
