import { createReadStream } from "node:fs";
import { lstat, readlink } from "node:fs/promises";
import { join } from "node:path";
import { KeylatchError } from "../errors.ts";
import type { Everything } from "../git/everything.ts";
import { existingObjects, wholeOf } from "../git/objects.ts";
import type { Repo } from "../git/repo.ts";
import type { LooseFiles } from "../git/worktrees.ts";
import type { Pieces } from "../search/text.ts";
import { partsOf } from "../sources/headers.ts";

/** Something that can contain a credential. */
export interface Content {
  /** Its key in a trace: an oid, `message <oid>`, `people <oid>`, or a {@link fileKey}. */
  readonly key: string;
  /** File name for detectors that need one. */
  readonly path: string | undefined;
  /** To be read before the next content is requested. */
  readonly pieces: Pieces;
}

/** The key of a file on disk. */
export function fileKey(top: string, path: string): string {
  return `file ${join(top, path)}`;
}

/** Everything in a repository that can be searched: every object, and the files of its work trees that are not in git. */
export async function* contents(
  repo: Repo,
  { blobs, commits, tags }: Everything,
  loose: readonly LooseFiles[],
): AsyncGenerator<Content> {
  for await (const { name, pieces } of existingObjects(repo, [...blobs.keys()]))
    yield { key: name, path: blobs.get(name), pieces };
  for await (const { name, pieces } of existingObjects(repo, [...commits, ...tags])) {
    const { message, people, others } = partsOf(await wholeOf(pieces));
    yield { key: `message ${name}`, path: undefined, pieces: [message] };
    yield { key: `people ${name}`, path: undefined, pieces: [people, Buffer.from("\n"), others] };
  }
  for (const { top, files } of loose) {
    for (const { path } of files) {
      const pieces = await fileContent(join(top, path), path);
      if (pieces !== null) yield { key: fileKey(top, path), path, pieces };
    }
  }
}

/** `null` for anything but a file or link, such as a socket, and for a file that was deleted meanwhile. */
async function fileContent(full: string, path: string): Promise<Pieces | null> {
  try {
    const stats = await lstat(full);
    if (stats.isSymbolicLink()) return [await readlink(full, { encoding: "buffer" })];
    return stats.isFile() ? readable(full, path) : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

async function* readable(full: string, path: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(full, { highWaterMark: 1 << 20 });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new KeylatchError("unreadable", `"${path}" cannot be read (${code})`, {
      hint: "Give yourself read permission, then try again.",
      cause,
    });
  }
}
