import { mayHoldKeys } from "../../detectors/mayHoldKeys.ts";
import { textOf } from "../../detectors/textOf.ts";
import { archiveKind } from "../search/archiveKind.ts";
import { isClean } from "../search/isClean.ts";
import { chunkText, narrowOf, WHOLE } from "../search/text.ts";
import type { ByteStream, Bytes } from "./byteStream.ts";
import { longChunks } from "./longChunks.ts";

/** Whether the next `size` bytes of a stream are a file that certainly has no key in it. */
export async function isCleanContent(stream: ByteStream, size: number, path: string): Promise<boolean> {
  return size <= WHOLE ? isCleanText(stream.take(size), path) : isCleanLong(stream, size, path);
}

/** The same for a file that is longer than one chunk. */
export async function isCleanLong(source: Bytes, size: number, path: string): Promise<boolean> {
  let isFirst = true;
  for (const { bytes, wide } of longChunks(source, size)) {
    if (isFirst && archiveKind(bytes) !== null) return false;
    isFirst = false;
    if (mayHoldKeys(narrowOf(bytes, wide), path) && !(await isWithoutKeys(chunkText(bytes, wide), path)))
      return false;
  }
  return true;
}

/** The same for bytes in memory; synchronous if no detector has to run. `false` for more than one chunk. */
export function isCleanText(bytes: Buffer, path: string): boolean | Promise<boolean> {
  if (isClean(bytes, path)) return true;
  return archiveKind(bytes) === null && bytes.length <= WHOLE && isWithoutKeys(textOf(bytes), path);
}

/** Whether the detectors find nothing in a text that may have a key. They are loaded from a file of their own. */
async function isWithoutKeys(text: string, path: string): Promise<boolean> {
  const { detect } = await import("../../detectors/detect.ts");
  let isRead = true;
  const onSkipped = () => {
    isRead = false;
  };
  return detect(text, { path, onSkipped }).length === 0 && isRead;
}
