import { readdirSync, readlinkSync, statSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import type { Config } from "../config/schema.ts";
import {
  emptyTally,
  type Fragment,
  filePlace,
  type Location,
  type Source,
  wholeFragment,
} from "../fragment.ts";
import { inside } from "../inside.ts";
import { pauses } from "../pauses.ts";
import { ignoreBy } from "../policy/ignore.ts";
import { isClean } from "../search/isClean.ts";
import { contentOf, reading } from "./diskContent.ts";
import { nameFragments } from "./names.ts";

/** The type of a directory entry. */
interface Kind {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

interface DiskFile {
  readonly full: string;
  /** `/`-separated, as reports show it. */
  readonly path: string;
  readonly kind: Kind;
}

/**
 * Files and folders on disk, except git's own `.git`. Symbolic links are followed only if named in `paths`.
 * @param base folder that reported paths are relative to: the top of the repository, or the current folder
 * @throws {KeylatchError} `no-such-path`, `unreadable`
 */
export function filesSource(cwd: string, paths: readonly string[], base: string, config: Config): Source {
  const tally = emptyTally();
  return { tally, fragments: fragments() };

  async function* fragments(): AsyncGenerator<Fragment> {
    const isIgnored = await ignoreBy(config.ignorePaths);
    const pause = pauses();
    const names: Location[] = [];
    for (const { full, path, kind } of named()) {
      const due = pause();
      // `await undefined` would cost a tenth of the time that a file takes.
      if (due !== undefined) await due;
      if (isIgnored(path)) {
        tally.ignored++;
        continue;
      }
      if (!kind.isFile() && !kind.isSymbolicLink()) {
        tally.skipped.push({ path, reason: "not a regular file" });
        continue;
      }
      tally.files++;
      const pieces = kind.isSymbolicLink()
        ? [reading(path, () => readlinkSync(full, { encoding: "buffer" }))]
        : contentOf(full, path);
      const location = { path: filePlace(path), commit: null, exposure: "disk" } as const;
      // Most files are short and clean, and searching one takes less time than making a fragment.
      if (Array.isArray(pieces) && isClean(pieces[0], location.path)) tally.clean += pieces[0].length;
      else yield wholeFragment(pieces, location);
      names.push({ ...location, path });
    }
    yield* nameFragments(names, tally);
  }

  function* named(): Generator<DiskFile> {
    for (const path of paths) {
      const full = resolve(cwd, path);
      const kind = reading(path, () => statSync(full));
      if (kind.isDirectory()) yield* below(full);
      else yield { full, path: shown(full), kind };
    }
  }

  function* below(folder: string): Generator<DiskFile> {
    const path = shown(folder);
    const prefix = path === "" || path.endsWith("/") ? path : `${path}/`;
    const entries = reading(path, () => readdirSync(folder, { withFileTypes: true }));
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name === ".git") continue;
      const full = join(folder, entry.name);
      if (entry.isDirectory()) yield* below(full);
      else yield { full, path: prefix + entry.name, kind: entry };
    }
  }

  function shown(full: string): string {
    return inside(base, full) ?? full.split(sep).join("/");
  }
}
