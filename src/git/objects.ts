import { KeylatchError } from "../errors.ts";
import type { Pieces } from "../text.ts";
import type { Repo } from "./repo.ts";
import { git, gitStream } from "./run.ts";

/** Objects up to this size are handed over in one piece. */
const SMALL = 1 << 20;

/** Lets git hand over a packed file piece by piece; it would hold one of less than 512 MB in memory, twice. */
const STREAMED = ["-c", "core.bigFileThreshold=1m"];

export type ObjectType = "blob" | "commit" | "tag" | "tree";

export interface GitObject {
  /** The name it was asked by. */
  readonly name: string;
  readonly type: ObjectType;
  /** Its content, to be read before the next object is asked for. */
  readonly pieces: Pieces;
}

/**
 * Reads objects in the order of their names with one `cat-file --batch`. Names are oids, or constants of ours such
 * as `:.keylatch/config.json`; a name that does not exist yields `null`.
 */
export async function* objects(repo: Repo, names: readonly string[]): AsyncGenerator<GitObject | null> {
  if (names.length === 0) return;
  const reader = new ByteReader(
    gitStream(repo, [...STREAMED, "cat-file", "--batch", "--buffer"], { input: `${names.join("\n")}\n` }),
  );
  for (const name of names) {
    const header = await reader.line();
    // <oid> SP <type> SP <size> LF, or <name> SP missing LF
    const match = /^[0-9a-f]{40,64} (blob|commit|tag|tree) (\d+)$/.exec(header);
    if (match === null) {
      if (!header.endsWith(" missing"))
        throw new KeylatchError("git-output", "git cat-file printed something that keylatch cannot read");
      yield null;
      continue;
    }
    const size = Number(match[2]);
    const type = match[1] as ObjectType;
    if (size <= SMALL) {
      const pieces = [await wholeOf(reader.bytes(size))];
      await reader.skip(1); // LF
      yield { name, type, pieces };
      continue;
    }
    const pieces = reader.bytes(size);
    yield { name, type, pieces };
    for await (const _ of pieces); // what was not read
    await reader.skip(1);
  }
  await reader.end();
}

/** Puts a stream together. */
export async function wholeOf(pieces: Pieces): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return all.length === 1 ? (all[0] as Buffer) : Buffer.concat(all);
}

/**
 * Like {@link objects}, for oids that must be there.
 * @throws {KeylatchError} `object-missing`
 */
export async function* existingObjects(repo: Repo, oids: readonly string[]): AsyncGenerator<GitObject> {
  let index = 0;
  for await (const object of objects(repo, oids)) {
    const oid = oids[index++] as string;
    if (object === null) throw missingObject(oid);
    yield object;
  }
}

export function missingObject(oid: string): KeylatchError {
  return new KeylatchError(
    "object-missing",
    `object ${oid} is missing from this repository, so its content cannot be checked`,
    {
      hint: "Run `git fsck`, fetch it again (`git fetch --refetch`), or restore it from another clone.",
    },
  );
}

/** Type of every object, `null` for one that is not here, in order. */
export async function objectTypes(repo: Repo, oids: readonly string[]): Promise<(ObjectType | null)[]> {
  return (await checked(repo, oids, "%(objecttype)")) as (ObjectType | null)[];
}

/** Oid of what each name leads to (`<oid>^{commit}`, `<oid>:<path>`), `null` where it leads nowhere, in order. */
export async function oidsOf(repo: Repo, names: readonly string[]): Promise<(string | null)[]> {
  return (await checked(repo, names, "%(objectname)")) as (string | null)[];
}

/** One line of `cat-file --batch-check` for each name, `null` for what is missing. */
async function checked(repo: Repo, names: readonly string[], format: string): Promise<(string | null)[]> {
  if (names.length === 0) return [];
  const { stdout } = await git(repo, ["cat-file", `--batch-check=${format}`, "--buffer"], {
    input: `${names.join("\n")}\n`,
  });
  const lines = stdout.toString("utf8").trimEnd().split("\n");
  if (lines.length !== names.length)
    throw new KeylatchError("git-output", "git cat-file answered for fewer objects than it was asked for");
  return lines.map((line) => (/ (?:missing|ambiguous)$/.test(line) ? null : line));
}

/** Cuts a stream of chunks into lines and counted bytes. */
class ByteReader {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncGenerator<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  async line(): Promise<string> {
    for (;;) {
      const end = this.#rest.indexOf(0x0a);
      if (end !== -1) {
        const line = this.#rest.toString("utf8", 0, end);
        this.#rest = this.#rest.subarray(end + 1);
        return line;
      }
      this.#rest = Buffer.concat([this.#rest, await this.#next()]);
    }
  }

  async *bytes(count: number): AsyncGenerator<Buffer> {
    let missing = count;
    while (missing > 0) {
      if (this.#rest.length === 0) this.#rest = await this.#next();
      const part = this.#rest.subarray(0, missing);
      this.#rest = this.#rest.subarray(part.length);
      missing -= part.length;
      yield part;
    }
  }

  async skip(count: number): Promise<void> {
    for await (const _ of this.bytes(count));
  }

  /** Waits for git's exit, whose failure is thrown. */
  async end(): Promise<void> {
    while (!(await this.#chunks.next()).done);
  }

  async #next(): Promise<Buffer> {
    const { value, done } = await this.#chunks.next();
    if (done)
      throw new KeylatchError("git-output", "git cat-file ended before it had answered for every object");
    return value;
  }
}
