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
    readonly mode: string;
    /** Whether no parent has anything at the path. */
    readonly isNewPath: boolean;
  } | null;
}

/** After the size: modes of the parents, the new mode, oids of the parents, the new oid, a letter for each parent, the path. */
const HEADER =
  /^([0-9a-f]{40,64}) (blob|commit|tag) (\d+)(?::+((?:\d{6} )+)(\d{6}) (?:[0-9a-f]{40,64} )+\1 [A-Z]+\t(?!")|$)/;

/**
 * Reads `<oid> blob <size>`, or `<oid> blob <size>:100644 100644 <old> <oid> M\tpath`; `null` for the dot that
 * `pushed.sh` asks for last.
 * @throws {Error} for all else: what is missing, and a path in quotes
 */
export function header(stream: ByteStream): Header | null {
  const line = stream.until(0x0a);
  const text = line.toString("latin1");
  if (text === ". missing") return null;
  const match = HEADER.exec(text);
  if (match === null) throw new Error("an object that is pushed cannot be read");
  const [head, oid = "", type = "", size, before, mode] = match;
  const path = line.subarray(head.length);
  const change =
    before === undefined || mode === undefined ? null : { path, mode, isNewPath: /^[0 ]+$/.test(before) };
  return { oid, type, size: Number(size), change };
}
