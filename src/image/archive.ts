import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { isExpected, KeylatchError } from "../errors.ts";
import { beginning } from "../search/text.ts";
import { damaged } from "./damaged.ts";
import { tarEntries } from "./tar.ts";
import { unpacked } from "./unpacked.ts";

/** Largest file that is read as JSON, and the largest total, in bytes. */
const LARGEST_JSON = 4 << 20;
const MOST_JSON = 64 << 20;

/** The JSON files of an image's archive, by path. @throws {KeylatchError} `no-such-image`, `damaged-image` */
export async function smallFiles(file: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  let total = 0;
  for await (const { path, kind, size, body } of tarEntries(await opened(file), "the image")) {
    if (kind !== "file" || size > LARGEST_JSON || size === 0) continue;
    const pieces: Buffer[] = [];
    for await (const piece of body) {
      pieces.push(piece);
      if (!"{[".includes(String.fromCharCode(pieces[0]?.[0] ?? 0))) break;
    }
    const bytes = Buffer.concat(pieces);
    if (bytes.length < size) continue;
    total += size;
    if (total > MOST_JSON) throw damaged(`the image has more than ${MOST_JSON >> 20} MiB of manifests`);
    found.set(path, bytes.toString("utf8"));
  }
  return found;
}

/** The image's archive; decompressed if it is compressed as a whole. */
export async function opened(file: string): Promise<AsyncIterable<Buffer>> {
  const { first, all } = await beginning(read(file), 4);
  return unpacked(first, all, "the image");
}

async function* read(file: string): AsyncGenerator<Buffer> {
  try {
    const kind = await stat(file);
    if (!kind.isFile() && !kind.isDirectory()) throw unreadable(file, "a pipe can be read only once");
    yield* createReadStream(file, { highWaterMark: 1 << 20 });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw isExpected(cause) ? cause : unreadable(file, String(code), cause);
  }
}

function unreadable(file: string, reason: string, cause?: unknown): KeylatchError {
  // A folder is probably an OCI layout.
  const save = reason === "EISDIR" ? "tar -cf image.tar -C FOLDER ." : "docker save IMAGE --output image.tar";
  return new KeylatchError("no-such-image", `the image "${file}" cannot be read (${reason})`, {
    hint: "--image takes a file:",
    lines: [`${save} && keylatch scan --image image.tar`],
    cause,
  });
}
