import { defaultConfig } from "../config/load.ts";
import { emptyTally, type Fragment, looseFragment, type Source } from "../fragment.ts";
import { objectsAt, type PathObject } from "../git/objectsAt.ts";
import type { Repo } from "../git/repo.ts";
import { shallowBorder } from "../git/shallow.ts";
import type { OverrideRecord } from "../policy/record.ts";
import { scan } from "../scan.ts";
import { commitsSource } from "../sources/commits.ts";
import { namedBlobs } from "../sources/namedBlobs.ts";
import type { Reach } from "../sources/newObjects.ts";

/** Where the findings of a record are: still in the files, only in history, or nowhere. */
export type RecordUse = "files" | "history" | "nowhere";

/** Returns where the findings of a record are. */
export type UseOf = (record: OverrideRecord) => RecordUse;

/**
 * Searches for the findings of records, at the recorded paths only.
 * @param tip the commit whose history is searched; `null` to search none
 * @param files the current files; a finding elsewhere counts as history
 */
export async function recordUses(
  repo: Repo,
  records: readonly OverrideRecord[],
  salt: Buffer,
  tip: string | null,
  files: readonly PathObject[],
): Promise<UseOf> {
  const paths = new Set(pathsOf(records));
  const tracked = files.filter((entry) => paths.has(entry.path));
  const current = await seenIn(blobsSource(repo, tracked), salt);
  const missing = records.filter((record) => !isIn(record, current) && !isOfRef(record));
  const past =
    missing.length === 0 || tip === null ? new Set<string>() : await historyOf(repo, missing, salt, tip);
  // In a shallow clone a finding that is not found may be in the missing history.
  const isShallow = (await shallowBorder(repo)).size > 0;
  return (record) =>
    isIn(record, current)
      ? "files"
      : isShallow || isOfRef(record) || isIn(record, past)
        ? "history"
        : "nowhere";
}

/** Whether a finding is in a tag or in the name of a ref: no history shows it, and a clone may lack the ref. */
function isOfRef({ findings }: OverrideRecord): boolean {
  return findings.some(({ path }) => /^\((?:tag|branch) [a-z]+\)$/.test(path));
}

function pathsOf(records: readonly OverrideRecord[]): string[] {
  const paths = records.flatMap(({ findings }) => findings.map(({ path }) => path));
  return [...new Set(paths)].filter((path) => path !== "");
}

async function historyOf(
  repo: Repo,
  records: readonly OverrideRecord[],
  salt: Buffer,
  tip: string,
): Promise<Set<string>> {
  const paths = pathsOf(records);
  if (paths.length === 0) return new Set();
  // Messages and names are not in files: only a scan of the whole history finds them.
  if (paths.some((path) => path.startsWith("("))) {
    const reach: Reach = { tips: [tip], known: [], exposureOf: () => "local" };
    return seenIn(commitsSource(repo, defaultConfig, reach), salt);
  }
  return seenIn(blobsSource(repo, await objectsAt(repo, tip, paths)), salt);
}

function blobsSource(repo: Repo, blobs: readonly PathObject[]): Source {
  return { tally: emptyTally(), fragments: fragments() };

  async function* fragments(): AsyncGenerator<Fragment> {
    for await (const { blob, type, pieces } of namedBlobs(repo, blobs))
      if (type === "blob") yield looseFragment(pieces, blob.path);
  }
}

async function seenIn(source: Source, salt: Buffer): Promise<Set<string>> {
  return new Set((await scan(source, salt)).findings.map(keyOf));
}

function isIn({ findings }: OverrideRecord, seen: ReadonlySet<string>): boolean {
  return findings.some((finding) => seen.has(keyOf(finding)));
}

function keyOf({ fingerprint, path }: { readonly fingerprint: string; readonly path: string }): string {
  return `${fingerprint}\0${path}`;
}
