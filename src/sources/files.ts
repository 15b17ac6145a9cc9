import { createReadStream, type Stats } from "node:fs";
import { lstat, readdir, readlink, stat } from "node:fs/promises";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import type { Config } from "../config/schema.ts";
import { KeylatchError } from "../errors.ts";
import { emptyTally, type Fragment, filePlace, type Source, wholeFragment } from "../fragment.ts";
import { ignoreBy } from "../policy/ignore.ts";

/**
 * Files and folders on disk, everything but git's own `.git`. Links are not followed unless named.
 * @param base folder that paths are shown relative to: the top of the repository, or the current one
 * @throws {KeylatchError} `no-such-path`, `unreadable`
 */
export function filesSource(cwd: string, paths: readonly string[], base: string, config: Config): Source {
  const tally = emptyTally();
  let isIgnored: (path: string) => boolean;
  return { tally, fragments: fragments() };

  async function* fragments(): AsyncGenerator<Fragment> {
    isIgnored = await ignoreBy(config.ignorePaths);
    for (const path of paths) {
      const full = resolve(cwd, path);
      const stats = await stat(full).catch((cause: unknown) => {
        throw unreadable(path, cause);
      });
      if (stats.isDirectory()) yield* folder(full);
      else yield* file(full, stats);
    }
  }

  async function* folder(full: string): AsyncGenerator<Fragment> {
    const entries = await readdir(full).catch((cause: unknown) => {
      throw unreadable(shown(full), cause);
    });
    for (const name of entries.sort()) {
      if (name === ".git") continue;
      const child = join(full, name);
      const stats = await lstat(child).catch((cause: unknown) => {
        throw unreadable(shown(child), cause);
      });
      if (stats.isDirectory()) yield* folder(child);
      else yield* file(child, stats);
    }
  }

  async function* file(full: string, stats: Stats): AsyncGenerator<Fragment> {
    const path = shown(full);
    if (isIgnored(path)) {
      tally.ignored++;
      return;
    }
    if (!stats.isFile() && !stats.isSymbolicLink()) {
      tally.skipped.push({ path, reason: "not a regular file" });
      return;
    }
    tally.files++;
    const pieces = stats.isSymbolicLink()
      ? [await readlink(full, { encoding: "buffer" })]
      : contentOf(full, path);
    yield wholeFragment(pieces, { path: filePlace(path), commit: null, exposure: "disk" });
    yield wholeFragment([Buffer.from(path)], { path: "(file name)", commit: null, exposure: "disk" });
  }

  function shown(full: string): string {
    const path = relative(base, full);
    return (path.startsWith("..") || isAbsolute(path) ? full : path).split(sep).join("/");
  }
}

async function* contentOf(full: string, path: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(full, { highWaterMark: 1 << 20 });
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function unreadable(path: string, cause: unknown): KeylatchError {
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === "ENOENT" || code === "ENOTDIR") {
    return new KeylatchError("no-such-path", `there is no file or folder "${path}"`, {
      hint: "Check the spelling; paths are relative to the current folder.",
      cause,
    });
  }
  return new KeylatchError("unreadable", `"${path}" cannot be read (${code})`, {
    hint: "Give yourself read permission, or leave it out with `ignorePaths`.",
    cause,
  });
}
