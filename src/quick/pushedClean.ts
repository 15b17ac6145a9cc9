import { mayHoldKeys } from "../../detectors/mayHoldKeys.ts";
import { isKnown } from "../config/known.ts";
import { pathText } from "../git/paths.ts";
import { parseRefUpdates } from "../git/refUpdates.ts";
import { mayNameKeys } from "../search/mayNameKeys.ts";
import { partsOf } from "../sources/headers.ts";
import type { ByteStream } from "./byteStream.ts";
import { type Header, readHeader } from "./catFile.ts";
import { isCleanContent, isCleanText } from "./cleanContent.ts";

const LF = 0x0a;

/**
 * Checks what `pre-push.sh` prints after the ref lines. Returns `true` only in the plain case: branches, and tags of
 * commits, whose `.keylatch` folder is known to be valid, and no detector finds anything in content, names or messages.
 * For anything else it returns `false`, and the whole command has to check.
 * @param refs git's ref lines
 * @throws {Error} if the stream is cut off
 */
export async function isCleanPush(stream: ByteStream, refs: string): Promise<boolean> {
  const commonDir = stream.text();
  const [isShallow, head] = [stream.line(), stream.line()];
  if (isShallow !== "false" || !/^[0-9a-f]{40,64}$/.test(head)) return false;
  const updates = parseRefUpdates(refs);
  const tips = updates.flatMap(({ localOid }) => localOid ?? []);
  if (tips.length === 0) return true;
  const created = updates.filter(({ localOid, remoteOid }) => localOid !== null && remoteOid === null);
  if (created.some(({ remoteRef }) => mayHoldKeys(Buffer.from(remoteRef), "(branch name)"))) return false;
  const ends = updates.flatMap(({ localOid, remoteOid }) => [
    ...(localOid === null ? [] : [localOid]),
    ...(remoteOid === null ? [] : [`^${remoteOid}`]),
  ]);
  if (list(stream).join() !== ends.join()) return false;
  const commits = list(stream);
  for (const tip of tips) if (!(await isPlainTip(stream, tip, commonDir))) return false;
  return (await areClean(stream, commits)) && stream.line() === "end";
}

/** Reads lines up to a dot. */
function list(stream: ByteStream): string[] {
  const lines: string[] = [];
  for (let line = stream.line(); line !== "."; line = stream.line()) if (line !== "") lines.push(line);
  return lines;
}

/** Whether a tip is a commit or a clean tag of one, with a `.keylatch` folder that is known to be valid. */
async function isPlainTip(stream: ByteStream, tip: string, commonDir: string): Promise<boolean> {
  const found = readHeader(stream);
  if (found?.oid !== tip || found.type === "blob") return false;
  const bytes = stream.take(found.size);
  if (found.type === "tag") {
    if (!/^object [0-9a-f]+\ntype commit\n/.test(bytes.toString("latin1", 0, 100))) return false;
    if (!(await isCleanMessage(bytes, "tag"))) return false;
  }
  return stream.byte() === LF && isKnown({ commonDir }, folder(stream));
}

/** Reads the oid of `.keylatch`: `<oid> tree <size>\n<content>\n`, or `<name> missing\n`. */
function folder(stream: ByteStream): string | null {
  const line = stream.line();
  if (line.endsWith(" missing")) return null;
  const [, oid, size] = /^([0-9a-f]{40,64}) [a-z]+ (\d+)$/.exec(line) ?? [];
  if (oid === undefined) throw new Error("the folder .keylatch cannot be read");
  stream.take(Number(size));
  stream.line();
  return oid;
}

/** Whether each of the commits, in order, and what follows it in the stream, is clean. */
async function areClean(stream: ByteStream, commits: readonly string[]): Promise<boolean> {
  const names: string[] = [];
  let read = 0;
  for (let found = readHeader(stream); found !== null; found = readHeader(stream)) {
    if (found.change === null) {
      if (found.oid !== commits[read++]) return false;
      if (!(await isCleanMessage(stream.take(found.size), "commit"))) return false;
    } else if (!(await isCleanBlob(stream, found, found.change, names))) return false;
    if (stream.byte() !== LF) return false;
  }
  return read === commits.length && !mayNameKeys(names);
}

/** @param names new paths are added here */
async function isCleanBlob(
  stream: ByteStream,
  { type, size }: Header,
  change: Header["change"] & object,
  names: string[],
): Promise<boolean> {
  if (type !== "blob") return false;
  const path = pathText(change.path);
  if (change.isNewPath) names.push(path);
  return isCleanContent(stream, size, path);
}

/** Whether a commit or tag object has no key in its message and headers. */
async function isCleanMessage(bytes: Buffer, type: "commit" | "tag"): Promise<boolean> {
  const { message, people, others } = partsOf(bytes);
  return (
    (await isCleanText(message, `(${type} message)`)) &&
    (await isCleanText(people, `(${type} author)`)) &&
    (others.length === 0 || (await isCleanText(others, `(${type} header)`)))
  );
}
