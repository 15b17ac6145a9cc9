import { type ChangedPath, isContent } from "../git/changes.ts";
import { WHOLE } from "../search/text.ts";
import type { ByteStream } from "./byteStream.ts";
import { isCleanContent, isCleanLong, isCleanText } from "./cleanContent.ts";
import { WorkFile } from "./workFile.ts";

/** Up to this many bytes, in total and per object, reading from git's pipe is as quick as reading files; beyond them one would have to wait. */
const NEAR = 1 << 16;
const SMALL = 1 << 16;

/**
 * The staged objects, from a stream of `cat-file` output in the order of the paths. An object that has not arrived yet is
 * read from the work tree if the file there is the same; its part of the stream is skipped once a later object is needed.
 */
export class StagedObjects {
  readonly #stream: ByteStream;
  readonly #top: string;
  #passed: ChangedPath[] = [];
  /** Size of an object whose header was read, but not its content. */
  #begun: number | null = null;

  constructor(stream: ByteStream, top: string) {
    this.#stream = stream;
    this.#top = top;
  }

  /** Whether the object of the next path is clean; synchronous for most. */
  isClean(entry: ChangedPath): boolean | Promise<boolean> {
    if (!isNew(entry)) {
      this.#passed.push(entry);
      return true;
    }
    const isNear = this.#stream.taken < NEAR;
    if (isNear && this.#begin(entry) <= SMALL) return this.#isCleanObject(entry);
    const answer = this.#isCleanFile(entry);
    return answer instanceof Promise
      ? answer.then((later) => this.#decided(entry, isNear, later))
      : this.#decided(entry, isNear, answer);
  }

  /** @param answer whether its file is clean; `null` to check git's object instead */
  #decided(entry: ChangedPath, isNear: boolean, answer: boolean | null): boolean | Promise<boolean> {
    if (answer === null) {
      if (!isNear) this.#begin(entry);
      return this.#isCleanObject(entry);
    }
    if (!isNear) this.#passed.push(entry);
    return answer;
  }

  /** Whether the stream was complete, as far as it was needed. */
  isWhole(): boolean {
    return this.#begun !== null || this.#passed.length > 0 || this.#stream.line() === "end";
  }

  /** `null` if the file in the work tree is not the same as the staged one. */
  #isCleanFile({ mode, oid, path }: ChangedPath): boolean | null | Promise<boolean | null> {
    const file = mode.startsWith("100") ? WorkFile.open(`${this.#top}/${path}`, oid) : null;
    if (file === null) return null;
    if (file.size > WHOLE) return this.#isCleanLong(file, path);
    try {
      const bytes = file.whole();
      return bytes === null ? null : isCleanText(bytes, path);
    } finally {
      file.close();
    }
  }

  async #isCleanLong(file: WorkFile, path: string): Promise<boolean | null> {
    try {
      const isClean = await isCleanLong(file, file.size, path);
      // A file that may have a key was not read to its end, so it cannot be compared: the whole command checks what is staged.
      return isClean && !file.isStaged() ? null : isClean;
    } finally {
      file.close();
    }
  }

  async #isCleanObject({ path }: ChangedPath): Promise<boolean> {
    const size = this.#begun as number;
    this.#begun = null;
    return (await isCleanContent(this.#stream, size, path)) && this.#stream.line() === "";
  }

  /** Reads the stream up to the content of an object. @returns its size in bytes */
  #begin(entry: ChangedPath): number {
    for (const passed of [...this.#passed, entry]) {
      if (this.#begun !== null) {
        this.#stream.skip(this.#begun);
        if (this.#stream.line() !== "") throw unexpected();
      }
      this.#begun = this.#size(passed);
    }
    this.#passed = [];
    if (this.#begun === null) throw unexpected();
    return this.#begun;
  }

  /** Size in the next header; `null` for an object that need not exist, of a deleted path or a submodule. */
  #size(entry: ChangedPath): number | null {
    const header = this.#stream.line();
    if (header === `${entry.oid} missing` && !isNew(entry)) return null;
    const fields = /^([0-9a-f]{40,64}) (?:blob|commit) (\d+)$/.exec(header);
    if (fields?.[1] !== entry.oid) throw unexpected();
    return Number(fields[2]);
  }
}

function isNew(entry: ChangedPath): boolean {
  return isContent(entry) && !entry.before.some((old) => old.oid === entry.oid);
}

function unexpected(): Error {
  return new Error("an object that is staged cannot be read");
}
