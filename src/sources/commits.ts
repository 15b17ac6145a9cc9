import type { Exposure } from "../../detectors/detector.ts";
import type { Config } from "../config/schema.ts";
import { KeylatchError } from "../errors.ts";
import { emptyTally, type Fragment, type Source, wholeFragment } from "../fragment.ts";
import { type Change, commitChanges, isContent } from "../git/changes.ts";
import { existingObjects, missingObject, type ObjectType, objectTypes, wholeOf } from "../git/objects.ts";
import type { Repo } from "../git/repo.ts";
import { git, gitText } from "../git/run.ts";
import { ignoreBy } from "../policy/ignore.ts";
import { FreshSightings } from "./fresh.ts";

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
}

/** Every object a range of history adds: blobs by the commit and path that bring them in, messages, names, tags. */
export function commitsSource(repo: Repo, config: Config, reach: Reach): Source {
  const tally = emptyTally();
  return { tally, fragments: fragments() };

  async function* fragments(): AsyncGenerator<Fragment> {
    const found = await newObjects(repo, reach, tally);
    const byType = (type: ObjectType) => [...found].flatMap(([oid, its]) => (its === type ? [oid] : []));
    const [commits, tags, blobs] = [byType("commit"), byType("tag"), new Set(byType("blob"))];
    tally.commits = commits.length;
    yield* contentFragments(commits, blobs);
    yield* messageFragments([...commits, ...tags]);
  }

  async function* contentFragments(
    commits: readonly string[],
    blobs: ReadonlySet<string>,
  ): AsyncGenerator<Fragment> {
    const isIgnored = await ignoreBy(config.ignorePaths);
    const fresh = new FreshSightings(repo);
    const changesOf = new Map<string, Change[]>();
    const ignored = new Set<string>();
    const names = new Map<string, string>();
    for await (const change of commitChanges(repo, commits)) {
      const kept = { ...change, paths: change.paths.filter((entry) => !isIgnored(entry.path)) };
      for (const entry of change.paths) {
        if (!isContent(entry)) continue;
        if (!entry.before.some(isContent) && !names.has(entry.path))
          names.set(entry.path, change.commit as string);
        if (!blobs.has(entry.oid)) continue;
        if (isIgnored(entry.path)) ignored.add(entry.oid);
        else changesOf.set(entry.oid, [...(changesOf.get(entry.oid) ?? []), kept]);
      }
    }
    // A blob no commit names (a tag of a blob or a tree, a note) is searched all the same.
    const searched = [...blobs].filter((oid) => changesOf.has(oid) || !ignored.has(oid));
    tally.ignored = blobs.size - searched.length;
    for await (const { name: oid, pieces } of existingObjects(repo, searched)) {
      tally.blobs++;
      const changes = changesOf.get(oid);
      if (changes === undefined) {
        yield wholeFragment(pieces, { path: `(object ${oid})`, commit: null, exposure: "local" });
        continue;
      }
      const path = changes[0]?.paths.find((entry) => entry.oid === oid)?.path;
      yield {
        pieces,
        path,
        async places(sightings) {
          const places = await fresh.places(oid, sightings, changes, "local");
          return places.map((place) => ({ ...place, exposure: reach.exposureOf(place.commit as string) }));
        },
      };
    }
    for (const [path, commit] of names) {
      if (isIgnored(path)) continue;
      yield wholeFragment([Buffer.from(path)], {
        path: "(file name)",
        commit,
        exposure: reach.exposureOf(commit),
      });
    }
  }

  async function* messageFragments(oids: readonly string[]): AsyncGenerator<Fragment> {
    for await (const { name: oid, type, pieces } of existingObjects(repo, oids)) {
      const { message, people } = headersOf(await wholeOf(pieces));
      const exposure = type === "commit" ? reach.exposureOf(oid) : "local";
      const commit = type === "commit" ? oid : null;
      yield wholeFragment([message], { path: `(${type} message)`, commit, exposure });
      yield wholeFragment([people], { path: `(${type} author)`, commit, exposure });
    }
  }
}

/** Oids of the range with their types, trees left out: their names come with the changes. */
async function newObjects(
  repo: Repo,
  reach: Reach,
  tally: { skipped: { path: string; reason: string }[] },
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
      tally.skipped.push({
        path: `(object ${oid})`,
        reason: "not in this partial clone; the remote that promised it has it",
      });
  }
  const oids = lines.filter((line) => !line.startsWith("?"));
  const types = await objectTypes(repo, oids);
  const found = new Map<string, ObjectType>();
  for (const [index, oid] of oids.entries()) {
    const type = types[index];
    if (type === null || type === undefined) throw missingObject(oid);
    if (type !== "tree") found.set(oid, type);
  }
  return found;
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

/** Cuts a commit or tag object: header lines, a blank line, the message. Signatures are not content. */
export function headersOf(bytes: Buffer): { message: Buffer; people: Buffer } {
  const blank = bytes.indexOf("\n\n");
  if (blank === -1 && bytes.length > 0 && !bytes.includes("tree ") && !bytes.includes("object ")) {
    throw new KeylatchError("git-output", "a commit or tag object cannot be read");
  }
  const header = bytes.subarray(0, blank === -1 ? bytes.length : blank);
  const people = header
    .toString("latin1")
    .split("\n")
    .filter((line) => /^(author|committer|tagger) /.test(line));
  return {
    message: blank === -1 ? Buffer.alloc(0) : bytes.subarray(blank + 2),
    people: Buffer.from(people.join("\n"), "latin1"),
  };
}
