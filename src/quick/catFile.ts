import type { ByteStream } from "./byteStream.ts";

/** What `git cat-file --batch` says before an object's content. */
export interface Header {
  readonly oid: string;
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** What a commit does to a path with the object: the fields of `git diff-tree --raw` as far as the status, and the path. */
  readonly change: { readonly fields: string; readonly path: Buffer } | null;
}

/**
 * Reads `<oid> blob <size>`, or `<oid> blob <size>:100644 100644 <old> <new> M\tpath`; `null` for the dot that `pushed.sh`
 * asks for last.
 * @throws {Error} for all else: what is missing, and a path in quotes
 */
export function header(stream: ByteStream): Header | null {
  const line = stream.until(0x0a);
  const text = line.toString("latin1");
  if (text === ". missing") return null;
  const match = /^([0-9a-f]{40,64}) (blob|commit|tag) (\d+)(?:(:[:0-9a-f ]* [A-Z]+)\t(?!")|$)/.exec(text);
  if (match === null) throw new Error("an object that is pushed cannot be read");
  const [head, oid = "", type = "", size, fields] = match;
  const change = fields === undefined ? null : { fields, path: line.subarray(head.length) };
  return { oid, type, size: Number(size), change };
}
