import { StreamReader } from "./streamReader.ts";

const MAGIC = 0xfd2fb528;
/** The last four bits may have any value. */
const SKIPPABLE = 0x184d2a50;

/** Whether bytes are the beginning of a zstd stream. */
export function isZstd(first: Buffer): boolean {
  return kindOf(first) !== "none";
}

/**
 * Splits a zstd stream into frames, each to be read to its end before the next, and decoded by a decoder of its own:
 * Node's stops after the first frame, and only some versions report a truncated one.
 * @throws {Error} if a frame is truncated, or followed by something else
 */
export async function* zstdFrames(bytes: AsyncIterable<Buffer>): AsyncGenerator<AsyncGenerator<Buffer>> {
  const reader = new StreamReader(bytes);
  for (let magic = await reader.take(4); magic.length > 0; magic = await reader.take(4)) {
    const kind = kindOf(magic);
    if (kind === "none") throw new Error("a zstd frame is followed by something else");
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

async function* frame(reader: StreamReader, magic: Buffer): AsyncGenerator<Buffer> {
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
    // A block that repeats one byte contains only that byte, whatever its size field says.
    yield* whole(reader, ((bits >> 1) & 3) === 1 ? 1 : bits >> 3);
  }
  if ((flags & 4) !== 0) yield await exactly(reader, 4);
}

async function exactly(reader: StreamReader, length: number): Promise<Buffer> {
  const bytes = await reader.take(length);
  if (bytes.length < length) throw new Error("the last frame is cut off");
  return bytes;
}

async function* whole(reader: StreamReader, length: number): AsyncGenerator<Buffer> {
  let left = length;
  for await (const piece of reader.stream(length)) {
    left -= piece.length;
    yield piece;
  }
  if (left > 0) throw new Error("the last frame is cut off");
}
