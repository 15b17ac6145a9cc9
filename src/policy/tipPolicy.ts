import { policyFolder, remember } from "../config/known.ts";
import { configPath, loadConfig } from "../config/load.ts";
import type { Config } from "../config/schema.ts";
import type { Finding } from "../finding.ts";
import type { RefUpdate } from "../git/refUpdates.ts";
import type { Repo } from "../git/repo.ts";
import { commitSnapshot, currentSnapshot, emptySnapshot, type Snapshot } from "../git/snapshot.ts";
import { containing, type Tip, tipsOf } from "../git/tips.ts";
import { loadSalt, saltPath } from "../salt.ts";
import { type Note, noteOf } from "./decide.ts";
import { overridesFolder, type StoredRecord } from "./record.ts";
import { loadRecords } from "./storedRecords.ts";

/** Ref updates whose new ends agree on configuration and salt, so that one scan can judge them. */
export interface TipGroup {
  readonly updates: readonly RefUpdate[];
  /** What they lead to. */
  readonly ends: readonly Tip[];
  readonly config: Config;
  readonly salt: Buffer;
  /** What there is to say of these. */
  readonly notes: readonly Note[];
  /** The records that count for a finding: those in every pushed end that has its commit. */
  records(finding: Finding): Promise<readonly StoredRecord[]>;
  /** Those ends; all of them for what has no commit. */
  tipsOf(finding: Pick<Finding, "commit">): Promise<readonly string[]>;
}

/** What findings of an update are judged by. */
export type TipPolicy = Pick<TipGroup, "config" | "salt" | "notes">;

/**
 * Reads records out of what is pushed. Deletions have none.
 * @param policyOf configuration and salt for an update; those of its new end unless told
 */
export async function tipGroups(
  repo: Repo,
  updates: readonly RefUpdate[],
  policyOf?: (update: RefUpdate, tip: Snapshot) => Promise<TipPolicy>,
): Promise<TipGroup[]> {
  const oids = [
    ...new Set(
      updates.flatMap(({ localOid, remoteOid }) => [localOid, remoteOid].flatMap((oid) => oid ?? [])),
    ),
  ];
  const ends = await tipsOf(repo, oids, [overridesFolder, configPath, saltPath, policyFolder]);
  const own = new Map<string, TipPolicy>();
  const ownPolicyOf = async (end: Tip, snapshot: Snapshot) => {
    // Thousands of refs have few configurations.
    const [, config, salt, folder = null] = end.files;
    const key = end.commit === null ? "none" : `${config} ${salt}`;
    const policy = own.get(key) ?? (await ownPolicy(repo, snapshot));
    own.set(key, policy);
    remember(repo, folder);
    return policy;
  };
  const groups = new Map<string, Group>();
  for (const update of updates) {
    if (update.localOid === null) continue;
    const end = ends.get(update.localOid) as Tip;
    // What belongs to no commit, such as a tag of a blob, is judged by what HEAD has.
    const snapshot = commitSnapshot(repo, end.commit ?? repo.head);
    const { config, salt, notes } = await (policyOf?.(update, snapshot) ?? ownPolicyOf(end, snapshot));
    const key = JSON.stringify([config, salt.toString("hex")]);
    const group = groups.get(key) ?? { updates: [], ends: [], config, salt, notes: [], brings: [] };
    group.updates.push(update);
    group.ends.push(end);
    group.notes.push(...notes);
    const before = update.remoteOid === null ? undefined : ends.get(update.remoteOid);
    if (end.commit !== null && end.files[0] !== before?.files[0]) group.brings.push(end.commit);
    groups.set(key, group);
  }
  return Promise.all([...groups.values()].map((group) => withRecords(repo, group)));
}

/** A group in the making. */
interface Group extends TipPolicy {
  readonly updates: RefUpdate[];
  readonly ends: Tip[];
  readonly notes: Note[];
  /** Commits at new ends with other records than the old end has. */
  readonly brings: string[];
}

async function ownPolicy(repo: Repo, tip: Snapshot): Promise<TipPolicy> {
  const onDisk = repo.top === null ? emptySnapshot : currentSnapshot(repo);
  return { config: await loadConfig(tip), salt: await loadSalt(tip, onDisk), notes: [] };
}

async function withRecords(repo: Repo, { brings, ...group }: Group): Promise<TipGroup> {
  const { ends, config } = group;
  const folders = new Map(ends.flatMap(({ commit, files }) => (commit === null ? [] : [[commit, files[0]]])));
  const tips = [...folders.keys()] as string[];
  const loaded = new Map<string, Promise<readonly StoredRecord[]>>();
  const recordsAt = (tip: string) => {
    const folder = folders.get(tip) ?? "none";
    const known = loaded.get(folder) ?? loadRecords(commitSnapshot(repo, tip), new Date(), config.override);
    loaded.set(folder, known);
    return known;
  };
  const holders = new Map<string, Promise<Set<string>>>();
  const holdersOf = (commit: string) => {
    const known = holders.get(commit) ?? containing(repo, tips, commit);
    holders.set(commit, known);
    return known;
  };
  const tipsOf: TipGroup["tipsOf"] = async ({ commit }) =>
    commit === null || tips.length === 1 ? tips : [...(await holdersOf(commit))];
  const records: TipGroup["records"] = async (finding) => {
    const different = new Map((await tipsOf(finding)).map((tip) => [folders.get(tip), tip]));
    const [first = [], ...others] = await Promise.all([...different.values()].map(recordsAt));
    return first.filter(({ path }) =>
      others.every((records) => records.some((other) => other.path === path)),
    );
  };
  const brought = (await Promise.all(brings.map(recordsAt))).flat();
  const unreadable = brought.filter(({ problem }) => problem === "unreadable");
  return {
    ...group,
    records,
    tipsOf,
    notes: [...group.notes, ...unreadable.flatMap((record) => noteOf(record, null))],
  };
}
