import type { Config } from "../config/schema.ts";
import type { JudgedFinding } from "../finding.ts";
import { type LineAuthor, lineAuthor } from "../git/blame.ts";
import { type ChangedPath, isContent, trackedFiles, treeChange } from "../git/changes.ts";
import { contentsOf } from "../git/objects.ts";
import type { Repo } from "../git/repo.ts";
import { indexSnapshot, type Snapshot } from "../git/snapshot.ts";
import { Redactor } from "../masking/redact.ts";
import { decide } from "../policy/decide.ts";
import type { StoredRecord } from "../policy/record.ts";
import { loadRecords } from "../policy/storedRecords.ts";
import { loadSalt } from "../salt.ts";
import { scan } from "../scan.ts";
import { search } from "../search/search.ts";
import { allowingSource } from "../sources/tracked.ts";
import { type RecordCommit, recordCommits } from "./recordCommits.ts";
import { type RecordUse, recordUses } from "./recordUse.ts";

/** What an audit lists: records, and comments that allow a finding in a tracked file. */
export interface AuditEntries {
  readonly records: readonly RecordEntry[];
  readonly inline: readonly InlineEntry[];
}

/** A record, and whether it is still needed. */
export interface RecordEntry {
  readonly stored: StoredRecord;
  /** `null` for a record that cannot be read. */
  readonly use: RecordUse | null;
  /** The commit that added it; `null` if it is not committed yet. */
  readonly origin: RecordCommit | null;
}

/** An inline comment that allows a finding. */
export interface InlineEntry {
  readonly finding: JudgedFinding;
  /** Author of the line; `null` if it is not committed yet. */
  readonly author: LineAuthor | null;
}

/** Everything that was let through, according to the files on disk, or to HEAD in a bare repository. */
export async function auditEntries(
  repo: Repo,
  policy: Snapshot,
  config: Config,
  now: Date,
): Promise<AuditEntries> {
  const salt = await loadSalt(policy, indexSnapshot(repo));
  const stored = await Promise.all((await loadRecords(policy, now, config.override)).map(masked));
  const commits = await recordCommits(repo);
  const readable = stored.flatMap(({ record }) => record ?? []);
  const useOf = await recordUses(repo, readable, salt, repo.head, await currentFiles(repo));
  const { findings } = await scan(allowingSource(repo, config), salt);
  const decision = await decide(findings, config, async () => []);
  const allowed = decision.findings.filter(({ status }) => status === "allowed");
  const inline: InlineEntry[] = [];
  const contents = await contentsOf(
    repo,
    allowed.map(({ path }) => `:${path}`),
  );
  for (const [index, finding] of allowed.entries()) {
    const content = contents[index] ?? null;
    const author = content === null ? null : await lineAuthor(repo, finding.path, content, finding.line);
    inline.push({ finding, author: await masked(author) });
  }
  const entryOf = async (stored: StoredRecord): Promise<RecordEntry> => ({
    stored,
    use: stored.record === null ? null : useOf(stored.record),
    origin: await masked(commits.get(stored.path) ?? null),
  });
  return { records: await Promise.all(stored.map(entryOf)), inline };
}

/** The files in the index, or those of HEAD in a bare repository. */
async function currentFiles(repo: Repo): Promise<readonly ChangedPath[]> {
  if (repo.top === null && repo.head === null) return [];
  const paths =
    repo.top === null ? (await treeChange(repo, repo.head as string)).paths : await trackedFiles(repo);
  return paths.filter(isContent);
}

/** Masks keys: a record written by hand may contain one anywhere, and so may the name of an author. */
async function masked<T extends StoredRecord | LineAuthor | RecordCommit | null>(said: T): Promise<T> {
  const sightings = await search([Buffer.from(JSON.stringify(said, null, 1))], undefined);
  const redactor = new Redactor(sightings);
  const text = JSON.stringify(said, (_, value) => (typeof value === "string" ? redactor.mask(value) : value));
  return JSON.parse(text);
}

/** Which entries to list. All conditions must hold. */
export interface AuditFilter {
  readonly expired: boolean;
  /** Only records whose findings are in no file any more. */
  readonly unused: boolean;
  /** Part of a name or e-mail address, in any case. */
  readonly by: string | undefined;
}

/** The entries that match a filter. */
export function filtered(entries: AuditEntries, { expired, unused, by }: AuditFilter): AuditEntries {
  if (!expired && !unused && by === undefined) return entries;
  const { records, inline } = entries;
  const isBy = (who: { name: string; email: string } | null | undefined) =>
    by === undefined ||
    (who != null && `${who.name} <${who.email}>`.toLowerCase().includes(by.toLowerCase()));
  return {
    records: records.filter(
      ({ stored, use }) =>
        (!expired || stored.problem === "expired") &&
        (!unused || (use !== null && use !== "files")) &&
        isBy(stored.record?.by),
    ),
    // A comment never expires, and is in use where it is.
    inline: expired || unused ? [] : inline.filter(({ author }) => isBy(author)),
  };
}
