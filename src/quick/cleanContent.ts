import { mayHoldKeys } from "../../detectors/mayHoldKeys.ts";
import { textOf } from "../../detectors/textOf.ts";
import { archiveKind } from "../archiveKind.ts";
import { isClean } from "../isClean.ts";
import { chunkText, narrowOf, WHOLE } from "../text.ts";
import type { Bytes } from "./byteStream.ts";
import { contentChunks } from "./contentChunks.ts";

/** Whether the next bytes are a file without anything that could be a key. */
export async function isCleanContent(source: Bytes, size: number, path: string): Promise<boolean> {
  let isFirst = true;
  for (const { bytes, wide } of contentChunks(source, size)) {
    if (isFirst && archiveKind(bytes) !== null) return false;
    isFirst = false;
    if (mayHoldKeys(narrowOf(bytes, wide), path) && !(await isWithoutKeys(chunkText(bytes, wide), path)))
      return false;
  }
  return true;
}

/** The same for bytes that are all here. What is too long for one chunk is not told. */
export async function isCleanText(bytes: Buffer, path: string): Promise<boolean> {
  if (isClean(bytes, path)) return true;
  return archiveKind(bytes) === null && bytes.length <= WHOLE && (await isWithoutKeys(textOf(bytes), path));
}

/** Whether the detectors have nothing to say about a text that has something of a key. They are in a file of their own. */
async function isWithoutKeys(text: string, path: string): Promise<boolean> {
  const { detect } = await import("../../detectors/detect.ts");
  let isRead = true;
  const onSkipped = () => {
    isRead = false;
  };
  return detect(text, { path, onSkipped }).length === 0 && isRead;
}
