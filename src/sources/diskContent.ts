import { closeSync, openSync, readSync } from "node:fs";
import { KeylatchError } from "../errors.ts";
import { isAbsent } from "../isAbsent.ts";
import { pauses } from "../pauses.ts";
import { type Pieces, WHOLE } from "../search/text.ts";

/** Bytes per read of a long file. */
const PIECE = 1 << 20;

let buffer: Buffer | undefined;

/**
 * The content of a file, valid until the next call: short files, which are most, share one buffer. Reads are synchronous,
 * because waiting takes longer than reading a short file.
 * @param path name of the file in errors
 * @throws {KeylatchError} `no-such-path`, `unreadable`
 */
export function contentOf(full: string, path: string): Pieces {
  const file = reading(path, () => openSync(full, "r"));
  buffer ??= Buffer.allocUnsafeSlow(WHOLE + 1);
  let length = 0;
  try {
    // Files that the system generates, such as those of /proc, come in parts.
    for (let read = -1; read !== 0 && length < buffer.length; length += read)
      read = reading(path, () =>
        readSync(file, buffer as Buffer, length, (buffer as Buffer).length - length, null),
      );
  } catch (error) {
    closeSync(file);
    throw error;
  }
  if (length === buffer.length) return inPieces(file, Buffer.from(buffer), path);
  closeSync(file);
  return [buffer.subarray(0, length)];
}

async function* inPieces(file: number, first: Buffer, path: string): AsyncGenerator<Buffer> {
  const pause = pauses();
  try {
    yield first;
    for (;;) {
      const piece = Buffer.allocUnsafe(PIECE);
      const read = reading(path, () => readSync(file, piece, 0, PIECE, null));
      if (read === 0) return;
      yield piece.subarray(0, read);
      await pause();
    }
  } finally {
    closeSync(file);
  }
}

/**
 * Runs a file system call and converts its errors.
 * @throws {KeylatchError} `no-such-path`, `unreadable`
 */
export function reading<T>(path: string, call: () => T): T {
  try {
    return call();
  } catch (cause) {
    if (isAbsent(cause)) {
      throw new KeylatchError("no-such-path", `there is no file or folder "${path}"`, {
        hint: "Check the spelling; paths are relative to the current folder.",
        cause,
      });
    }
    throw new KeylatchError(
      "unreadable",
      `"${path}" cannot be read (${(cause as NodeJS.ErrnoException).code})`,
      {
        hint: "Give yourself read permission, or leave it out with `ignorePaths`.",
        cause,
      },
    );
  }
}
