import { readSync } from "node:fs";

/** As much as a pipe holds. */
const PIECE = 1 << 16;

/** Bytes of a file descriptor as they come. What ends too early is no answer: every method then throws. */
export class ByteStream {
  readonly #descriptor: number;
  #rest: Buffer = Buffer.alloc(0);

  constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  /** The bytes up to the next `end`, which is passed over. */
  until(end: number): Buffer {
    for (let searched = 0; ; ) {
      const at = this.#rest.indexOf(end, searched);
      if (at !== -1) {
        const bytes = this.#rest.subarray(0, at);
        this.#rest = this.#rest.subarray(at + 1);
        return bytes;
      }
      searched = this.#rest.length;
      const next = this.#next();
      this.#rest = searched === 0 ? next : Buffer.concat([this.#rest, next]);
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
    if (this.#rest.length === 0) this.#rest = this.#next();
    return this.#rest[0] as number;
  }

  /** So many bytes in one piece. */
  take(count: number): Buffer {
    const isHere = count <= this.#rest.length;
    const bytes = isHere ? this.#rest.subarray(0, count) : Buffer.allocUnsafeSlow(count);
    let size = isHere ? count : this.#rest.copy(bytes);
    this.#rest = this.#rest.subarray(size);
    while (size < count) size += this.#read(bytes, size);
    return bytes;
  }

  /** Puts the next bytes there, at least one. @returns how many */
  fill(bytes: Buffer): number {
    if (this.#rest.length === 0) return this.#read(bytes, 0);
    const size = this.#rest.copy(bytes);
    this.#rest = this.#rest.subarray(size);
    return size;
  }

  /** Passes over so many bytes. */
  skip(count: number): void {
    for (let left = count; left > 0; ) left -= this.take(Math.min(left, PIECE)).length;
  }

  #next(): Buffer {
    const piece = Buffer.allocUnsafeSlow(PIECE);
    return piece.subarray(0, this.#read(piece, 0));
  }

  #read(bytes: Buffer, from: number): number {
    const size = readSync(this.#descriptor, bytes, from, bytes.length - from, null);
    if (size === 0) throw new Error("what git tells was cut off");
    return size;
  }
}
