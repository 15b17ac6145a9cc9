import type { ByteStream } from "./byteStream.ts";

/** What `git cat-file --batch` says before an object's content. */
export interface Header {
  readonly oid: string;
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** Where a commit brings in the object. */
  readonly change: {
    readonly path: Buffer;
    /** Whether no parent has anything at the path. */
    readonly isNewPath: boolean;
  } | null;
}

/** After the size: a letter for each parent, and a path that is not in quotes. */
const HEADER = /^([0-9a-f]{40,64}) (blob|commit|tag) (\d+)(?:([A-Z]+)\t(?!")|$)/;

/**
 * Reads `<oid> blob <size>`, or `<oid> blob <size>M\tpath`; `null` for the dot that `pre-push.sh` asks for last.
 * @throws {Error} for all else: what is missing, and a path in quotes
 */
export function header(stream: ByteStream): Header | null {
  const line = stream.until(0x0a);
  const text = line.toString("latin1");
  if (text === ". missing") return null;
  const match = HEADER.exec(text);
  if (match === null) throw new Error("an object that is pushed cannot be read");
  const [head, oid = "", type = "", size, status] = match;
  const path = line.subarray(head.length);
  const change = status === undefined ? null : { path, isNewPath: /^A+$/.test(status) };
  return { oid, type, size: Number(size), change };
}
