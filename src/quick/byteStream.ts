import { readSync } from "node:fs";

/** The most that a pipe holds. */
const PIECE = 1 << 16;
/** Bytes of a buffer that is filled before the next one is made. */
const SLAB = 1 << 19;

/** Where bytes are taken from in order. */
export interface Bytes {
  /** Puts the next bytes there, at least one. @returns how many */
  fill(bytes: Buffer): number;
}

/** Bytes of a file descriptor as they come. What ends too early is no answer: every method then throws. */
export class ByteStream implements Bytes {
  readonly #descriptor: number;
  #slab: Buffer = Buffer.alloc(0);
  /** The part of the slab that was read. It is never written again: what is handed out of it stays as it is. */
  #read: Buffer = this.#slab;
  #start = 0;
  #total = 0;

  constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  /** How many bytes were taken. */
  get taken(): number {
    return this.#total - (this.#read.length - this.#start);
  }

  /** The bytes up to the next `end`, a byte or several, which is passed over. */
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

  /** The next byte, which stays. */
  peek(): number {
    if (this.#start === this.#read.length) this.#more();
    return this.#read[this.#start] as number;
  }

  byte(): number {
    const byte = this.peek();
    this.#start++;
    return byte;
  }

  /** So many bytes in one piece. */
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

  /** Passes over so many bytes. */
  skip(count: number): void {
    for (let left = count; left > 0; ) left -= this.take(Math.min(left, PIECE)).length;
  }

  /** @param wanted bytes that are asked for in one piece */
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
    if (size === 0) throw new Error("what git tells was cut off");
    this.#total += size;
    return size;
  }
}
