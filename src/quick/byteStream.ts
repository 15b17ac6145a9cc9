import { readSync } from "node:fs";

/** Capacity of a pipe, in bytes. */
const PIECE = 1 << 16;
/** Size of a buffer, in bytes. */
const SLAB = 1 << 19;

/** A sequential source of bytes. */
export interface Bytes {
  /** Copies the next bytes into a buffer, at least one. @returns how many */
  fill(bytes: Buffer): number;
}

/** Reads a file descriptor synchronously. Every method throws if the stream ends too early. */
export class ByteStream implements Bytes {
  readonly #descriptor: number;
  #slab: Buffer = Buffer.alloc(0);
  /** The part of the slab that was filled. It is never overwritten, so results that point into it stay valid. */
  #read: Buffer = this.#slab;
  #start = 0;
  #total = 0;

  constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  /** Number of bytes taken so far. */
  get taken(): number {
    return this.#total - (this.#read.length - this.#start);
  }

  /** Takes the bytes up to the next `end`, and skips that. */
  until(end: number | Buffer): Buffer {
    const size = typeof end === "number" ? 1 : end.length;
    for (let searched = this.#start; ; ) {
      const at = this.#read.indexOf(end, searched);
      if (at !== -1) {
        const bytes = this.#read.subarray(this.#start, at);
        this.#start = at + size;
        return bytes;
      }
      const length = this.#read.length - this.#start;
      this.#more();
      searched = this.#start + Math.max(0, length - size + 1);
    }
  }

  line(): string {
    return this.until(0x0a).toString("latin1");
  }

  /** A line in UTF-8. */
  text(): string {
    return this.until(0x0a).toString("utf8");
  }

  /** The next byte, without taking it. */
  peek(): number {
    if (this.#start === this.#read.length) this.#more();
    return this.#read[this.#start] as number;
  }

  byte(): number {
    const byte = this.peek();
    this.#start++;
    return byte;
  }

  /** Takes `count` bytes in one piece. */
  take(count: number): Buffer {
    while (this.#read.length - this.#start < count) this.#more(count);
    this.#start += count;
    return this.#read.subarray(this.#start - count, this.#start);
  }

  fill(bytes: Buffer): number {
    if (this.#start === this.#read.length) return this.#into(bytes, 0);
    const size = this.#read.copy(bytes, 0, this.#start);
    this.#start += size;
    return size;
  }

  /** Skips `count` bytes. */
  skip(count: number): void {
    for (let left = count; left > 0; ) left -= this.take(Math.min(left, PIECE)).length;
  }

  /** Reads more. @param wanted bytes that are needed in one piece */
  #more(wanted = 0): void {
    const rest = this.#read.subarray(this.#start);
    const missing = Math.max(PIECE, wanted - rest.length);
    if (this.#slab.length - this.#read.length < missing) {
      this.#slab = Buffer.allocUnsafeSlow(Math.max(SLAB, 2 * rest.length + missing));
      rest.copy(this.#slab);
      this.#start = 0;
      this.#read = this.#slab.subarray(0, rest.length);
    }
    const end = this.#read.length;
    this.#read = this.#slab.subarray(0, end + this.#into(this.#slab, end));
  }

  #into(bytes: Buffer, from: number): number {
    const size = readSync(this.#descriptor, bytes, from, bytes.length - from, null);
    if (size === 0) throw new Error("the output of git was cut off");
    this.#total += size;
    return size;
  }
}
