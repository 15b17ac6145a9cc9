import { KeylatchError } from "../errors.ts";

const LF = 0x0a;
const NONE: Buffer = Buffer.alloc(0);

/** Least bytes of a new chunk that are copied behind an unread rest: enough to complete a line that was cut in two. */
const JOINED = 1 << 8;

/** Reads lines and counted bytes from a stream of chunks. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Buffer>;
  /** The unread bytes: `#bytes` from `#at` on, then `#next`. */
  #bytes = NONE;
  #at = 0;
  #next = NONE;

  constructor(chunks: AsyncGenerator<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Bytes that can be taken without waiting. */
  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /** Waits until `count` bytes can be taken; `false` if the stream ends before. */
  async has(count: number): Promise<boolean> {
    if (this.left >= count) return true;
    const parts = this.left === 0 ? [] : [this.#bytes.subarray(this.#at)];
    let length = this.left;
    while (length < count) {
      const chunk = await this.#chunk();
      if (chunk === null) break;
      // Copies no more than necessary.
      const used = length === 0 ? chunk.length : Math.max(count - length, JOINED);
      parts.push(chunk.subarray(0, used));
      this.#next = chunk.subarray(used);
      length += Math.min(used, chunk.length);
    }
    this.#bytes = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
    this.#at = 0;
    return length >= count;
  }

  /** The next line, without taking it; `null` if its end was not read yet. */
  peekLine(): string | null {
    const end = this.#bytes.indexOf(LF, this.#at);
    return end === -1 ? null : this.#bytes.toString("latin1", this.#at, end);
  }

  /** Takes `count` bytes, which must have been read, and returns them without the first `before` and the last `after`. */
  take(count: number, before = 0, after = 0): Buffer {
    this.#at += count;
    return this.#bytes.subarray(this.#at - count + before, this.#at - after);
  }

  /** Takes `count` bytes in pieces, as they arrive. @throws {KeylatchError} `git-output` if the stream ends before */
  async *pieces(count: number): AsyncGenerator<Buffer> {
    for (let missing = count; missing > 0; ) {
      if (!(await this.has(1))) throw cutOff();
      const piece = this.take(Math.min(missing, this.left));
      missing -= piece.length;
      yield piece;
    }
  }

  async #chunk(): Promise<Buffer | null> {
    if (this.#next.length > 0) {
      const chunk = this.#next;
      this.#next = NONE;
      return chunk;
    }
    const { value, done } = await this.#chunks.next();
    return done ? null : value;
  }
}

/** The error for an incomplete answer of `git cat-file`. */
export function cutOff(): KeylatchError {
  return new KeylatchError("git-output", "git cat-file ended before it had answered for every object");
}
