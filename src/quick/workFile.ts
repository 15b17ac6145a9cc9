import { createHash, type Hash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { hashOf } from "../hash.ts";
import { WHOLE } from "../search/text.ts";
import type { Bytes } from "./byteStream.ts";

const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;

/** More than the length of an object's header, in bytes. */
const ROOM = 32;
/** Shared by all short files: each is searched before the next one is read. */
let shared: Buffer | undefined;

/**
 * A file in the work tree. If it has the oid that is staged, it is the staged content, and reading and hashing it is
 * quicker than having git read the object. Whether it has is known only after reading all of it.
 */
export class WorkFile implements Bytes {
  /** In bytes. */
  readonly size: number;
  readonly #descriptor: number;
  readonly #oid: string;
  #hash: Hash | undefined;

  private constructor(descriptor: number, size: number, oid: string) {
    this.#descriptor = descriptor;
    this.size = size;
    this.#oid = oid;
  }

  /** @returns `null` if there is no regular file that can be read */
  static open(path: string, oid: string): WorkFile | null {
    let descriptor: number;
    try {
      descriptor = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    } catch {
      return null; // git has its content, or reports what is wrong
    }
    const stats = fstatSync(descriptor);
    if (stats.isFile()) return new WorkFile(descriptor, stats.size, oid);
    closeSync(descriptor);
    return null;
  }

  /** The content of a file of at most {@link WHOLE} bytes; `null` if it is not what is staged. Valid until the next one is read. */
  whole(): Buffer | null {
    shared ??= Buffer.allocUnsafeSlow(ROOM + WHOLE);
    const start = shared.write(this.#beginning, "latin1");
    const end = start + this.size;
    for (let at = start; at < end; ) at += this.#into(shared, at, end);
    const isStaged = hashOf(this.#algorithm, shared.subarray(0, end)) === this.#oid;
    return isStaged ? shared.subarray(start, end) : null;
  }

  fill(bytes: Buffer): number {
    const size = this.#into(bytes, 0, bytes.length);
    this.#hash ??= createHash(this.#algorithm).update(this.#beginning);
    this.#hash.update(bytes.subarray(0, size));
    return size;
  }

  /** Whether the bytes read by {@link fill} are what is staged. */
  isStaged(): boolean {
    return this.#hash?.digest("hex") === this.#oid;
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  get #beginning(): string {
    return `blob ${this.size}\0`;
  }

  get #algorithm(): string {
    return this.#oid.length === 64 ? "sha256" : "sha1";
  }

  #into(bytes: Buffer, from: number, to: number): number {
    const size = readSync(this.#descriptor, bytes, from, to - from, null);
    if (size === 0) throw new Error("a file became shorter while it was read");
    return size;
  }
}
