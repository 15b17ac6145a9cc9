import { policyFolder, remember } from "../config/known.ts";
import { configPath, loadConfig } from "../config/load.ts";
import type { Config } from "../config/schema.ts";
import type { Finding } from "../finding.ts";
import type { RefUpdate } from "../git/refUpdates.ts";
import type { Repo } from "../git/repo.ts";
import { commitSnapshot, currentSnapshot, emptySnapshot, type Snapshot } from "../git/snapshot.ts";
import { containing, resolveTips, type Tip } from "../git/tips.ts";
import { loadSalt, saltPath } from "../salt.ts";
import { type Note, notesAbout } from "./decide.ts";
import { overridesFolder, type StoredRecord } from "./record.ts";
import { loadRecords } from "./storedRecords.ts";

/** Ref updates whose tips have the same configuration and salt, so that one scan can judge them. */
export interface TipGroup {
  readonly updates: readonly RefUpdate[];
  /** The tips that they push. */
  readonly ends: readonly Tip[];
  readonly config: Config;
  readonly salt: Buffer;
  /** Notes about configuration, salt and records. */
  readonly notes: readonly Note[];
  /** The records that apply to a finding: those that every pushed tip with its commit has. */
  records(finding: Finding): Promise<readonly StoredRecord[]>;
  /** The pushed tips that contain a finding's commit; all tips for a finding without one. */
  tipsOf(finding: Pick<Finding, "commit">): Promise<readonly string[]>;
}

/** What the findings of a ref update are judged by. */
export type TipPolicy = Pick<TipGroup, "config" | "salt" | "notes">;

/**
 * Groups the updates of a push by policy, and reads the records at their tips. Deletions are left out.
 * @param policyOf returns the policy for an update; by default that of its own tip
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
  const ends = await resolveTips(repo, oids, [overridesFolder, configPath, saltPath, policyFolder]);
  const own = new Map<string, TipPolicy>();
  const ownPolicyOf = async (end: Tip, snapshot: Snapshot) => {
    // A push of thousands of refs has only a few configurations.
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
    // What has no commit, such as a tag of a blob, is judged by the policy of HEAD.
    const snapshot = commitSnapshot(repo, end.commit ?? repo.head);
    const { config, salt, notes } = await (policyOf?.(update, snapshot) ?? ownPolicyOf(end, snapshot));
    const key = JSON.stringify([config, salt.toString("hex")]);
    const group = groups.get(key) ?? { updates: [], ends: [], config, salt, notes: [], changedTips: [] };
    group.updates.push(update);
    group.ends.push(end);
    group.notes.push(...notes);
    const before = update.remoteOid === null ? undefined : ends.get(update.remoteOid);
    if (end.commit !== null && end.files[0] !== before?.files[0]) group.changedTips.push(end.commit);
    groups.set(key, group);
  }
  return Promise.all([...groups.values()].map((group) => withRecords(repo, group)));
}

/** A group while it is being collected. */
interface Group extends TipPolicy {
  readonly updates: RefUpdate[];
  readonly ends: Tip[];
  readonly notes: Note[];
  /** Tips whose records differ from those of the old value of the ref. */
  readonly changedTips: string[];
}

async function ownPolicy(repo: Repo, tip: Snapshot): Promise<TipPolicy> {
  const onDisk = repo.top === null ? emptySnapshot : currentSnapshot(repo);
  return { config: await loadConfig(tip), salt: await loadSalt(tip, onDisk), notes: [] };
}

async function withRecords(repo: Repo, { changedTips, ...group }: Group): Promise<TipGroup> {
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
  const containingTips = new Map<string, Promise<Set<string>>>();
  const tipsWith = (commit: string) => {
    const known = containingTips.get(commit) ?? containing(repo, tips, commit);
    containingTips.set(commit, known);
    return known;
  };
  const tipsOf: TipGroup["tipsOf"] = async ({ commit }) =>
    commit === null || tips.length === 1 ? tips : [...(await tipsWith(commit))];
  const records: TipGroup["records"] = async (finding) => {
    const different = new Map((await tipsOf(finding)).map((tip) => [folders.get(tip), tip]));
    const [first = [], ...others] = await Promise.all([...different.values()].map(recordsAt));
    return first.filter(({ path }) =>
      others.every((records) => records.some((other) => other.path === path)),
    );
  };
  const introduced = (await Promise.all(changedTips.map(recordsAt))).flat();
  const unreadable = introduced.filter(({ problem }) => problem === "unreadable");
  return {
    ...group,
    records,
    tipsOf,
    notes: [...group.notes, ...unreadable.flatMap((record) => notesAbout(record, null))],
  };
}
