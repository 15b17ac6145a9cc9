import { isAscii, isUtf8 } from "node:buffer";
import { quadStart } from "../../detectors/quadStart.ts";
import { countNewlines, narrowed } from "../../detectors/signs/kernel.ts";
import { decoded, markLength, type Wide, wideEncoding } from "../../detectors/textOf.ts";
import type { Position } from "./lines.ts";
import { utf16Length } from "./utf16Length.ts";

/** A decoded part of a file. Long files come in overlapping chunks, so that memory stays flat and no key is cut in two. */
export interface TextChunk extends Position {
  readonly text: string;
}

/** A part of a file that is decoded only on request. The position is that of its first character. */
export interface ByteChunk extends Position {
  /** ASCII characters as one byte each, whatever the file's encoding; other characters as some bytes that are not ASCII. */
  readonly narrow: Buffer;
  text(): string;
}

/** The bytes of a file in pieces of any size: a list of one buffer, or a stream. */
export type Pieces = Iterable<Buffer> | AsyncIterable<Buffer>;

const CHUNK = 1 << 18;
const OVERLAP = 1 << 14;
/** A file up to this size is one chunk. */
export const WHOLE = CHUNK + OVERLAP;

/** Decodes a file: by its byte order mark, as UTF-16 by its NUL bytes, as UTF-8, else as Latin-1. Only `\n` ends a line. */
export async function* textChunks(pieces: Pieces): AsyncGenerator<TextChunk> {
  for await (const { text, line, column } of byteChunks(pieces)) yield { text: text(), line, column };
}

/** Cuts a file into the chunks that are searched. A chunk is valid until the next one is requested. */
export async function* byteChunks(pieces: Pieces): AsyncGenerator<ByteChunk> {
  const window = new Window(iterate(pieces));
  let bytes = await window.without(0);
  const wide = wideEncoding(bytes);
  bytes = await window.without(markLength(bytes, wide));
  let position: Position = { line: 1, column: 1 };
  for (;;) {
    const { end, next } = cut(bytes, wide);
    const chunk = bytes.subarray(0, end);
    const narrow = narrowOf(chunk, wide);
    yield { narrow, text: () => chunkText(chunk, wide), ...position };
    if (next === null) return;
    position = after(
      position,
      narrow.subarray(0, wide === null ? next : next / 2),
      wide ?? narrowEncoding(chunk),
    );
    bytes = await window.without(next);
  }
}

/**
 * Where a chunk ends, and where the next one begins; `null` if it is the last.
 * @param bytes the rest of a file, or at least more than {@link WHOLE} of it
 */
export function cut(bytes: Buffer, wide: Wide | null): { end: number; next: number | null } {
  if (bytes.length <= WHOLE) return { end: bytes.length, next: null };
  const end = characterStart(bytes, CHUNK, wide);
  return { end, next: quadStart(bytes, characterStart(bytes, end - OVERLAP, wide), wide) };
}

/** The `narrow` bytes of a file that is one chunk; `null` for a longer one. */
export function narrowWhole(bytes: Buffer): Buffer | null {
  if (bytes.length > WHOLE) return null;
  const wide = wideEncoding(bytes);
  return narrowOf(bytes.subarray(markLength(bytes, wide)), wide);
}

/** The text of a chunk. */
export function chunkText(bytes: Buffer, wide: Wide | null): string {
  return decoded(bytes, wide ?? narrowEncoding(bytes));
}

/** Determined per chunk: a dump or an archive may be UTF-8 in some parts only. */
function narrowEncoding(bytes: Buffer): "utf8" | "latin1" {
  return isUtf8(bytes) ? "utf8" : "latin1";
}

/** {@link ByteChunk.narrow} of some bytes: UTF-16 with one byte per unit, other encodings unchanged. */
export function narrowOf(bytes: Buffer, wide: Wide | null): Buffer {
  return wide === null ? bytes : narrowed(bytes, wide === "utf16be");
}

/** The position after `passed`, which begins at the given position. */
function after({ line, column }: Position, passed: Buffer, encoding: Wide | "utf8" | "latin1"): Position {
  const newline = passed.lastIndexOf(0x0a);
  const tail = passed.subarray(newline + 1);
  const units = encoding === "utf8" && !isAscii(tail) ? utf16Length(tail) : tail.length;
  if (newline === -1) return { line, column: column + units };
  return { line: line + countNewlines(passed), column: units + 1 };
}

/** Reads the first `length` bytes, or a few more, or all if there are fewer; and returns all pieces, including those. */
export async function beginning(
  pieces: Pieces,
  length: number,
): Promise<{ first: Buffer; all: AsyncGenerator<Buffer> }> {
  const source = iterate(pieces);
  const read: Buffer[] = [];
  for (let total = 0; total < length; total += read.at(-1)?.length ?? 0) {
    const { value, done } = await source.next();
    if (done) break;
    read.push(value);
  }
  const first = read.length === 1 ? (read[0] as Buffer) : Buffer.concat(read);
  async function* all(): AsyncGenerator<Buffer> {
    yield* read;
    yield* source;
  }
  return { first, all: all() };
}

async function* iterate(pieces: Pieces): AsyncGenerator<Buffer> {
  yield* pieces;
}

/** The unread bytes of a file as one buffer; copies only where it has to join pieces. */
class Window {
  readonly #source: AsyncGenerator<Buffer>;
  #bytes: Buffer = Buffer.alloc(0);
  #joined: Buffer = this.#bytes;

  constructor(source: AsyncGenerator<Buffer>) {
    this.#source = source;
  }

  /** Drops the first `passed` bytes. Returns more than {@link WHOLE} bytes, or the rest of the file. */
  async without(passed: number): Promise<Buffer> {
    this.#bytes = this.#bytes.subarray(passed);
    while (this.#bytes.length <= WHOLE) {
      const { value, done } = await this.#source.next();
      if (done) break;
      this.#bytes = this.#bytes.length === 0 ? value : this.#join(value);
    }
    return this.#bytes;
  }

  #join(piece: Buffer): Buffer {
    const [rest, length] = [this.#bytes, this.#bytes.length + piece.length];
    const isRoomy = this.#joined.length >= length;
    const joined = isRoomy ? this.#joined : Buffer.allocUnsafeSlow(Math.max(length, 2 * WHOLE));
    if (rest.buffer !== joined.buffer || rest.byteOffset !== joined.byteOffset) rest.copy(joined);
    piece.copy(joined, rest.length);
    this.#joined = joined;
    return joined.subarray(0, length);
  }
}

/** The start of the character at `offset`. */
function characterStart(bytes: Buffer, offset: number, wide: Wide | null): number {
  if (wide !== null) return offset - (offset % 2);
  let start = offset;
  // A UTF-8 character has at most three continuation bytes.
  while (offset - start < 3 && ((bytes[start] as number) & 0xc0) === 0x80) start--;
  return start;
}
