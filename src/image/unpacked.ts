import type { Readable, Transform } from "node:stream";
import * as zlib from "node:zlib";
import { drained } from "../drained.ts";
import { damaged } from "./damaged.ts";
import { isZstd, zstdFrames } from "./zstdFrames.ts";

/**
 * Decompresses the bytes of a layer or an image, if they are compressed.
 * @param first the beginning of `bytes`
 * @throws {KeylatchError} `damaged-image`, also for a compression that this version of Node does not support
 */
export function unpacked(first: Buffer, bytes: AsyncIterable<Buffer>, what: string): AsyncIterable<Buffer> {
  if (first[0] === 0x1f && first[1] === 0x8b) return through(bytes, zlib.createGunzip(), what);
  if (!isZstd(first)) return bytes;
  // Since Node 22.15.
  const create = (zlib as { createZstdDecompress?: () => Transform }).createZstdDecompress;
  if (create !== undefined) return zstd(bytes, create, what);
  const { node } = process.versions;
  throw damaged(`${what} is packed with zstd, which needs Node 22.15 or newer; this is ${node}`);
}

async function* zstd(
  bytes: AsyncIterable<Buffer>,
  create: () => Transform,
  what: string,
): AsyncGenerator<Buffer> {
  try {
    for await (const frame of zstdFrames(bytes)) yield* through(frame, create(), what);
  } catch (cause) {
    throw asDamaged(cause, what);
  }
}

async function* through(
  bytes: AsyncIterable<Buffer>,
  transform: Transform,
  what: string,
): AsyncGenerator<Buffer> {
  const fed = feed(bytes, transform);
  fed.catch((error: Error) => transform.destroy(error));
  try {
    for await (const piece of transform as Readable) yield piece as Buffer;
    await fed;
  } catch (cause) {
    throw asDamaged(cause, what);
  }
}

/** Converts an error of zlib to one of ours. */
function asDamaged(cause: unknown, what: string): unknown {
  const isOurs = (cause as { code?: string }).code === "damaged-image";
  return isOurs ? cause : damaged(`${what} cannot be unpacked`, cause);
}

async function feed(bytes: AsyncIterable<Buffer>, transform: Transform): Promise<void> {
  for await (const piece of bytes) {
    if (transform.destroyed) return;
    if (!transform.write(piece)) await drained(transform);
  }
  transform.end();
}
