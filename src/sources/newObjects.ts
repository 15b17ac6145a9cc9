import type { Exposure } from "../../detectors/detector.ts";
import type { CleanBlobs } from "../cleanBlobs.ts";
import { KeylatchError } from "../errors.ts";
import type { Tally } from "../fragment.ts";
import { missingObject, type ObjectType, objectTypes } from "../git/objects.ts";
import type { Repo } from "../git/repo.ts";
import { git, gitText } from "../git/run.ts";

/** A set of history: everything reachable from `tips`, less everything reachable from `known`. */
export interface Reach {
  /** Revisions or options of `rev-list` that name revisions, such as `--all`. */
  readonly tips: readonly string[];
  /** Oids that exist here. */
  readonly known: readonly string[];
  /** What to call a commit's findings. */
  readonly exposureOf: (commit: string) => Exposure;
  /** Everything has to be read: what a partial clone left out is an error, though its remote has it. */
  readonly whole?: boolean;
  /** Blobs that need not be read again. */
  readonly clean?: CleanBlobs;
}

/** Oids of the range with their types, trees left out: their names come with the changes. */
export async function newObjects(
  repo: Repo,
  reach: Reach,
  skipped: Tally["skipped"],
): Promise<Map<string, ObjectType>> {
  const input = `${[...reach.tips, ...reach.known.map((oid) => `^${oid}`)].join("\n")}\n`;
  const answer = await gitText(
    repo,
    ["rev-list", "--objects", "--no-object-names", "--missing=print", "--stdin"],
    { input },
  );
  const lines = answer === "" ? [] : answer.split("\n");
  const missing = lines.filter((line) => line.startsWith("?")).map((line) => line.slice(1));
  if (missing.length > 0) {
    // In a partial clone the server that promised an object has it already.
    if (!(await isPartialClone(repo))) throw missingObject(missing[0] as string);
    if (reach.whole) throw partial(missing.length);
    for (const oid of missing)
      skipped.push({
        path: `(object ${oid})`,
        reason: "not in this partial clone; the remote that promised it has it",
      });
  }
  const oids = lines.filter((line) => !line.startsWith("?"));
  const seen = new Set([...oids, ...reach.known]);
  await requireKnown(
    repo,
    reach.tips.filter((tip) => !seen.has(tip)),
    reach.known,
  );
  const types = await objectTypes(repo, oids);
  const found = new Map<string, ObjectType>();
  for (const [index, oid] of oids.entries()) {
    const type = types[index];
    if (type === null || type === undefined) throw missingObject(oid);
    if (type !== "tree") found.set(oid, type);
  }
  return found;
}

/**
 * An end of the range that git did not name has to be part of what is known: nothing to read is good news only then.
 * @throws {KeylatchError} `git-output`
 */
async function requireKnown(repo: Repo, ends: readonly string[], known: readonly string[]): Promise<void> {
  if (ends.length === 0) return;
  const input = `${[...ends, ...known.map((oid) => `^${oid}`)].join("\n")}\n`;
  if ((await gitText(repo, ["rev-list", "--count", "--stdin"], { input })) === "0") return;
  throw new KeylatchError("git-output", "git named no object for a part of the range that has some", {
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

async function isPartialClone(repo: Repo): Promise<boolean> {
  const { exitCode } = await git(
    repo,
    ["config", "--get-regexp", String.raw`^(extensions\.partialclone|remote\..*\.promisor)$`],
    { accept: [1] },
  );
  return exitCode === 0;
}
