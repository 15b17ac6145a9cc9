import type { Readable, Transform } from "node:stream";
import * as zlib from "node:zlib";
import { settled } from "../settled.ts";
import { damaged } from "./damaged.ts";

/** The bytes of a layer or an image unpacked; `null` for a compression that this Node does not know. */
export function unpacked(
  first: Buffer,
  bytes: AsyncIterable<Buffer>,
  what: string,
): AsyncIterable<Buffer> | null {
  if (first[0] === 0x1f && first[1] === 0x8b) return through(bytes, zlib.createGunzip(), what);
  if (first.readUInt32BE() === 0x28b52ffd) {
    // Since Node 22.15.
    const create = (zlib as { createZstdDecompress?: () => Transform }).createZstdDecompress;
    return create === undefined ? null : through(bytes, create(), what);
  }
  return bytes;
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
    throw (cause as { code?: string }).code === "damaged-image"
      ? cause
      : damaged(`${what} cannot be unpacked`, cause);
  }
}

async function feed(bytes: AsyncIterable<Buffer>, transform: Transform): Promise<void> {
  for await (const piece of bytes) {
    if (transform.destroyed) return;
    if (!transform.write(piece)) await settled(transform);
  }
  transform.end();
}
