import { isUtf8 } from "node:buffer";
import { decoded, markLength, type Wide, wideEncoding } from "../detectors/textOf.ts";

/** A stretch of a decoded file; long files come in several that overlap, so that memory stays flat and no key is cut in two. */
export interface TextChunk {
  readonly text: string;
  /** 1-based line and column (UTF-16 units) of the first character. */
  readonly line: number;
  readonly column: number;
}

/** The bytes of a file in pieces of any size: a list of one buffer, or a stream. */
export type Pieces = Iterable<Buffer> | AsyncIterable<Buffer>;

const CHUNK = 1 << 20;
const OVERLAP = 1 << 14;

/** Decodes a file: byte order mark, UTF-16 by its NUL pattern, UTF-8, else one character per byte. Lines end at `\n` only. */
export async function* textChunks(pieces: Pieces): AsyncGenerator<TextChunk> {
  const source = iterate(pieces);
  let bytes = await filled(source, Buffer.alloc(0));
  const wide = wideEncoding(bytes);
  bytes = bytes.subarray(markLength(bytes, wide));
  let [line, column] = [1, 1];
  for (;;) {
    const isLast = bytes.length <= CHUNK + OVERLAP;
    const end = isLast ? bytes.length : characterStart(bytes, CHUNK, wide);
    // What is no UTF-8 in one place may be in another: a dump, an archive.
    const encoding = wide ?? (isUtf8(bytes.subarray(0, end)) ? "utf8" : "latin1");
    yield { text: decoded(bytes.subarray(0, end), encoding), line, column };
    if (isLast) return;
    const next = characterStart(bytes, end - OVERLAP, wide);
    const passed = decoded(bytes.subarray(0, next), encoding).split("\n");
    const tail = (passed.at(-1) as string).length;
    line += passed.length - 1;
    column = passed.length === 1 ? column + tail : tail + 1;
    bytes = await filled(source, bytes.subarray(next));
  }
}

/** At least the first `length` bytes, where there are so many, and all pieces, these included. */
export async function beginning(pieces: Pieces, length: number): Promise<{ first: Buffer; all: Pieces }> {
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

/** The rest of the last window and what follows, more than a window of it unless the file ends. */
async function filled(source: AsyncGenerator<Buffer>, rest: Buffer): Promise<Buffer> {
  const waiting = [rest];
  let length = rest.length;
  while (length <= CHUNK + OVERLAP) {
    const { value, done } = await source.next();
    if (done) break;
    waiting.push(value);
    length += value.length;
  }
  const [only, second, ...more] = waiting.filter((piece) => piece.length > 0);
  if (only === undefined) return rest;
  return second === undefined ? only : Buffer.concat([only, second, ...more]);
}

/** The nearest start of a character at or before `offset`; offsets are from the start of the file's text. */
function characterStart(bytes: Buffer, offset: number, wide: Wide | null): number {
  if (wide !== null) return offset - (offset % 2);
  let start = offset;
  // A character of UTF-8 has at most three bytes after its first.
  while (offset - start < 3 && ((bytes[start] as number) & 0xc0) === 0x80) start--;
  return start;
}
