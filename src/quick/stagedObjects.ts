import { type ChangedPath, isContent } from "../git/changes.ts";
import { WHOLE } from "../text.ts";
import type { ByteStream } from "./byteStream.ts";
import { isCleanContent, isCleanLong, isCleanText } from "./cleanContent.ts";
import { WorkFile } from "./workFile.ts";

/** Up to so many bytes, in all and of one object, git is as quick as the files are; for more one would have to wait. */
const NEAR = 1 << 16;
const SMALL = 1 << 16;

/**
 * The objects of what is staged, as `cat-file` tells them in the order of the paths. Most of what is not here yet can be
 * read from the work tree; what git tells of it is passed over, if anything behind it is needed at all.
 */
export class StagedObjects {
  readonly #stream: ByteStream;
  readonly #top: string;
  #passed: ChangedPath[] = [];
  /** Size of an object of which only the header was read. */
  #begun: number | null = null;

  constructor(stream: ByteStream, top: string) {
    this.#stream = stream;
    this.#top = top;
  }

  /** Whether there is nothing that could be a key in what the next path brings in: told at once of most files. */
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

  /** @param answer of its file; `null` leaves it to git's object */
  #decided(entry: ChangedPath, isNear: boolean, answer: boolean | null): boolean | Promise<boolean> {
    if (answer === null) {
      if (!isNear) this.#begin(entry);
      return this.#isCleanObject(entry);
    }
    if (!isNear) this.#passed.push(entry);
    return answer;
  }

  /** Whether git has told all, where that was listened to. */
  isWhole(): boolean {
    return this.#begun !== null || this.#passed.length > 0 || this.#stream.line() === "end";
  }

  /** `null` when the file in the work tree is not what is staged. */
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
      // A file with a key in it was not read to its end: the whole command looks at it, staged like that or not.
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

  /** Reads what git tells up to the content of an object. @returns its size */
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

  /** What the next header says; `null` for what is not there and need not be: what is deleted, or in a submodule. */
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
