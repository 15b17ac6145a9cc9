import { once } from "node:events";
import { PassThrough } from "node:stream";
import { drained } from "../drained.ts";
import { KeylatchError } from "../errors.ts";
import { merged } from "../merged.ts";
import type { Pieces } from "../search/text.ts";
import { ByteReader, cutOff } from "./byteReader.ts";
import type { Repo } from "./repo.ts";
import { git, gitStream } from "./run.ts";

/** Objects up to this size are returned in one piece. In bytes. */
const SMALL = 1 << 20;

/** Makes git stream packed blobs of more than 1 MB; by default it holds those below 512 MB in memory, twice. */
const STREAMED = ["-c", "core.bigFileThreshold=1m"];

export type ObjectType = "blob" | "commit" | "tag" | "tree";

export interface GitObject {
  /** The name it was requested by. */
  readonly name: string;
  readonly type: ObjectType;
  /** Its content, to be read before the next object is requested. */
  readonly pieces: Pieces;
}

/** The answer for a name that does not exist. */
interface Missing {
  readonly name: string;
  readonly type: null;
}

/**
 * Reads objects with one `cat-file --batch`, in the order of their names: oids, or git's syntax such as `:<path>`, without
 * newlines. A name that does not exist yields `null`.
 */
export async function* objects(repo: Repo, names: readonly string[]): AsyncGenerator<GitObject | null> {
  if (names.length === 0) return;
  for await (const batch of answers(repo, [names]))
    for (const object of batch) yield object.type === null ? null : object;
}

/** Concatenates a stream. */
export async function wholeOf(pieces: Pieces): Promise<Buffer> {
  if (Array.isArray(pieces) && pieces.length === 1) return pieces[0];
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

/** The whole content of each object, `null` for a name that does not exist, in the order of the names. */
export async function contentsOf(repo: Repo, names: readonly string[]): Promise<(Buffer | null)[]> {
  const contents = new Map<string, Buffer>();
  const hasNewline = (name: string) => name.includes("\n");
  const distinct = [...new Set(names)];
  for await (const object of objects(
    repo,
    distinct.filter((name) => !hasNewline(name)),
  ))
    if (object !== null) contents.set(object.name, await wholeOf(object.pieces));
  // `--batch` reads one name per line.
  for (const name of distinct.filter(hasNewline)) {
    const { stdout, exitCode } = await git(repo, ["cat-file", "blob", name], { accept: [128] });
    if (exitCode === 0) contents.set(name, stdout);
  }
  return names.map((name) => contents.get(name) ?? null);
}

/**
 * Like {@link objects}, for oids that must exist.
 * @throws {KeylatchError} `object-missing`
 */
export async function* existingObjects(repo: Repo, oids: readonly string[]): AsyncGenerator<GitObject> {
  if (oids.length === 0) return;
  for await (const batch of existing(repo, [oids])) yield* batch;
}

/** Consecutive oids that are read by the same git: neighbours are often stored as deltas of each other. */
const RUN = 1000;

/**
 * Like {@link existingObjects}, for oids that are still being found. Two git processes read runs of oids in turn; objects
 * are yielded as soon as one process has some, so not in the order of the oids.
 * @throws {KeylatchError} `object-missing`
 */
export async function* objectBatches(
  repo: Repo,
  oids: AsyncIterable<readonly string[]>,
): AsyncGenerator<readonly GitObject[]> {
  const lanes = [new PassThrough({ objectMode: true }), new PassThrough({ objectMode: true })];
  const endWith = (error?: Error) => {
    for (const lane of lanes) lane.destroy(error);
  };
  deal(oids, lanes).catch(endWith);
  async function* read(lane: PassThrough): AsyncGenerator<readonly GitObject[]> {
    await once(lane, "readable");
    if (lane.readableLength > 0) yield* existing(repo, lane);
  }
  try {
    yield* merged(lanes.map(read));
  } finally {
    endWith();
  }
}

/** Distributes oids to the lanes, a run to each in turn. */
async function deal(oids: AsyncIterable<readonly string[]>, lanes: readonly PassThrough[]): Promise<void> {
  let count = 0;
  for await (const some of oids) {
    const lane = lanes[Math.floor(count / RUN) % lanes.length] as PassThrough;
    if (lane.destroyed) return;
    count += some.length;
    if (some.length > 0 && !lane.write(some)) await drained(lane);
  }
  for (const lane of lanes) lane.end();
}

async function* existing(
  repo: Repo,
  oids: AsyncIterable<readonly string[]> | Iterable<readonly string[]>,
): AsyncGenerator<readonly GitObject[]> {
  for await (const batch of answers(repo, oids)) {
    for (const { name, type } of batch) if (type === null) throw missingObject(name);
    yield batch as readonly GitObject[];
  }
}

async function* answers(
  repo: Repo,
  names: AsyncIterable<readonly string[]> | Iterable<readonly string[]>,
): AsyncGenerator<readonly (GitObject | Missing)[]> {
  const asked: string[] = [];
  let isAsked = false;
  async function* input(): AsyncGenerator<string> {
    for await (const some of names) {
      for (const name of some) asked.push(name);
      if (some.length > 0) yield `${some.join("\n")}\n`;
    }
    isAsked = true;
  }
  const output = gitStream(repo, [...STREAMED, "cat-file", "--batch", "--buffer"], { input: input() });
  const reader = new ByteReader(output);
  try {
    const answered = yield* answersIn(reader, asked);
    if (!isAsked || answered !== asked.length || reader.left > 0) throw cutOff();
  } finally {
    // A caller that stops early must not leave a git behind.
    await output.return(undefined);
  }
}

/** Parses git's answer for each of the names. @returns the number of answers */
async function* answersIn(
  reader: ByteReader,
  asked: readonly string[],
): AsyncGenerator<readonly (GitObject | Missing)[], number> {
  let answered = 0;
  let batch: (GitObject | Missing)[] = [];
  for (let needed = 1; await reader.has(needed); ) {
    needed = 1;
    for (let header = reader.peekLine(); header !== null; header = reader.peekLine()) {
      const name = asked[answered] as string;
      const found = parseHeader(header);
      const start = header.length + 1;
      if (found === null) {
        reader.take(start);
        batch.push({ name, type: null });
      } else if (found.size > SMALL) {
        if (batch.length > 0) yield batch;
        batch = [];
        reader.take(start);
        const pieces = reader.pieces(found.size);
        yield [{ name, type: found.type, pieces }];
        for await (const _ of pieces); // what was not read
        for await (const _ of reader.pieces(1)); // LF
      } else {
        const length = start + found.size + 1;
        if (reader.left < length) {
          needed = length;
          break;
        }
        batch.push({ name, type: found.type, pieces: [reader.take(length, start, 1)] });
      }
      answered++;
    }
    if (needed === 1) needed = reader.left + 1;
    if (batch.length > 0) yield batch;
    batch = [];
  }
  return answered;
}

/**
 * `<oid> SP <type> SP <size>`; `null` for `<name> SP missing`.
 * @throws {KeylatchError} `git-output`
 */
function parseHeader(header: string): { readonly type: ObjectType; readonly size: number } | null {
  const match = /^[0-9a-f]{40,64} (blob|commit|tag|tree) (\d+)$/.exec(header);
  if (match !== null) return { type: match[1] as ObjectType, size: Number(match[2]) };
  if (header.endsWith(" missing")) return null;
  throw new KeylatchError("git-output", "git cat-file printed something that keylatch cannot read");
}

/** The error for a required object that this clone does not have. */
export function missingObject(oid: string): KeylatchError {
  return new KeylatchError(
    "object-missing",
    `object ${oid} is missing from this repository, so its content cannot be checked`,
    { hint: "Run `git fsck`, fetch it again (`git fetch --refetch`), or restore it from another clone." },
  );
}
