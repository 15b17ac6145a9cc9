import { createHash, type Hash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { WHOLE } from "../text.ts";
import type { Bytes } from "./byteStream.ts";

const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;

/** One file is read at a time, and what is short is searched before the next one is. */
let shared: Buffer | undefined;

/**
 * A file of the work tree: where its bytes have the oid that is staged they are what is staged, and to read and hash them
 * is quicker than what git has to do. Whether they have is known when all of them were read.
 */
export class WorkFile implements Bytes {
  /** In bytes. */
  readonly size: number;
  readonly #descriptor: number;
  readonly #hash: Hash;

  private constructor(descriptor: number, size: number, oid: string) {
    this.#descriptor = descriptor;
    this.size = size;
    this.#hash = createHash(oid.length === 64 ? "sha256" : "sha1").update(`blob ${size}\0`);
  }

  /** @returns `null` where there is no plain file that can be read */
  static open(path: string, oid: string): WorkFile | null {
    let descriptor: number;
    try {
      descriptor = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    } catch {
      return null; // git has its content, and says what is wrong if it has not
    }
    const stats = fstatSync(descriptor);
    if (stats.isFile()) return new WorkFile(descriptor, stats.size, oid);
    closeSync(descriptor);
    return null;
  }

  take(count: number): Buffer {
    shared ??= Buffer.allocUnsafeSlow(WHOLE);
    const bytes = shared.subarray(0, count);
    for (let size = 0; size < count; ) size += this.fill(bytes.subarray(size));
    return bytes;
  }

  fill(bytes: Buffer): number {
    const size = readSync(this.#descriptor, bytes, 0, bytes.length, null);
    if (size === 0) throw new Error("a file became shorter while it was read");
    this.#hash.update(bytes.subarray(0, size));
    return size;
  }

  /** Whether what was read is the whole of an object. */
  is(oid: string): boolean {
    return this.#hash.digest("hex") === oid;
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}
