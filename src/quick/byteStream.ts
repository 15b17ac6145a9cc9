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
      this.#rest = Buffer.concat([this.#rest, this.#next()]);
    }
  }

  line(): string {
    return this.until(0x0a).toString("latin1");
  }

  /** The next byte, which stays. */
  peek(): number {
    if (this.#rest.length === 0) this.#rest = this.#next();
    return this.#rest[0] as number;
  }

  *pieces(count: number): Generator<Buffer> {
    for (let missing = count; missing > 0; ) {
      if (this.#rest.length === 0) this.#rest = this.#next();
      const part = this.#rest.subarray(0, missing);
      this.#rest = this.#rest.subarray(part.length);
      missing -= part.length;
      yield part;
    }
  }

  #next(): Buffer {
    const piece = Buffer.allocUnsafe(PIECE);
    const size = readSync(this.#descriptor, piece, 0, PIECE, null);
    if (size === 0) throw new Error("what is staged was cut off");
    return piece.subarray(0, size);
  }
}
