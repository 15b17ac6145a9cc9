import { ByteReader } from "./byteReader.ts";

const MAGIC = 0xfd2fb528;
/** The last four bits are anybody's. */
const SKIPPABLE = 0x184d2a50;

/** Whether bytes begin like a zstd stream. */
export function isZstd(first: Buffer): boolean {
  return kindOf(first) !== "none";
}

/**
 * The frames of a zstd stream, each as the pieces it comes in, for a decoder of its own: node's stops after the first
 * frame, and tells of one that is cut off in some versions only. Each has to be read to its end before the next.
 * @see https://www.rfc-editor.org/rfc/rfc8878#section-3.1
 * @throws {Error} where a frame is cut off, or something else follows
 */
export async function* zstdFrames(bytes: AsyncIterable<Buffer>): AsyncGenerator<AsyncGenerator<Buffer>> {
  const reader = new ByteReader(bytes);
  for (let magic = await reader.take(4); magic.length > 0; magic = await reader.take(4)) {
    const kind = kindOf(magic);
    if (kind === "none") throw new Error("what follows a frame is no frame");
    if (kind === "frame") yield frame(reader, magic);
    else for await (const _ of whole(reader, (await exactly(reader, 4)).readUInt32LE()));
  }
}

function kindOf(bytes: Buffer): "frame" | "skippable" | "none" {
  if (bytes.length < 4) return "none";
  const magic = bytes.readUInt32LE();
  if (magic === MAGIC) return "frame";
  return (magic & ~0xf) === SKIPPABLE ? "skippable" : "none";
}

async function* frame(reader: ByteReader, magic: Buffer): AsyncGenerator<Buffer> {
  const descriptor = await exactly(reader, 1);
  const flags = descriptor[0] as number;
  const isSingle = (flags & 0x20) !== 0;
  const window = isSingle ? 0 : 1;
  const dictionary = [0, 1, 2, 4][flags & 3] as number;
  const contentSize = [isSingle ? 1 : 0, 2, 4, 8][flags >> 6] as number;
  yield Buffer.concat([magic, descriptor, await exactly(reader, window + dictionary + contentSize)]);
  for (let isLast = false; !isLast; ) {
    const header = await exactly(reader, 3);
    yield header;
    const bits = header.readUIntLE(0, 3);
    isLast = (bits & 1) !== 0;
    // A block of one byte that is repeated has that byte, whatever it says of its size.
    yield* whole(reader, ((bits >> 1) & 3) === 1 ? 1 : bits >> 3);
  }
  if ((flags & 4) !== 0) yield await exactly(reader, 4);
}

async function exactly(reader: ByteReader, length: number): Promise<Buffer> {
  const bytes = await reader.take(length);
  if (bytes.length < length) throw new Error("the last frame is cut off");
  return bytes;
}

async function* whole(reader: ByteReader, length: number): AsyncGenerator<Buffer> {
  let left = length;
  for await (const piece of reader.stream(length)) {
    left -= piece.length;
    yield piece;
  }
  if (left > 0) throw new Error("the last frame is cut off");
}
