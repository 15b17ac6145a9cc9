import type { ByteStream } from "./byteStream.ts";

/** The header that `git cat-file --batch` prints before an object's content. */
export interface Header {
  readonly oid: string;
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** The path at which a commit introduces the object; `null` for a commit or tag. */
  readonly change: {
    readonly path: Buffer;
    /** Whether no parent has the path. */
    readonly isNewPath: boolean;
  } | null;
}

/** After the size there may be a status letter per parent, a tab, and a path that is not quoted. */
const HEADER = /^([0-9a-f]{40,64}) (blob|commit|tag) (\d+)(?:([A-Z]+)\t(?!")|$)/;

/**
 * Reads a header: `<oid> blob <size>`, or `<oid> blob <size>M\tpath`; `null` for the final dot that `pre-push.sh` sends.
 * @throws {Error} for anything else: a missing object, a quoted path
 */
export function readHeader(stream: ByteStream): Header | null {
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
