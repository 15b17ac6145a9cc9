import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { objects, wholeOf } from "./objects.ts";
import { nulSeparated } from "./paths.ts";
import { type Repo, workTree } from "./repo.ts";
import { git } from "./run.ts";

/** A state of the repository to read keylatch's own files from. Paths are from the top, `/`-separated. */
export interface Snapshot {
  /** Bytes of a file, `null` when it is not there. */
  read(path: string): Promise<Buffer | null>;
  /** Paths of the files in a folder, sorted; empty when it is not there. */
  list(folder: string): Promise<string[]>;
}

/** What the next commit will hold. */
export function indexSnapshot(repo: Repo): Snapshot {
  return {
    read: (path) => readObject(repo, `:${path}`),
    async list(folder) {
      const { stdout } = await git(repo, [
        "ls-files",
        "--cached",
        "--full-name",
        "-z",
        "--",
        `:(top,literal)${folder}`,
      ]);
      return nulSeparated(stdout);
    },
  };
}

/** A commit's tree. */
export function commitSnapshot(repo: Repo, commit: string): Snapshot {
  return {
    read: (path) => readObject(repo, `${commit}:${path}`),
    async list(folder) {
      const { stdout } = await git(repo, [
        "ls-tree",
        "-r",
        "--name-only",
        "--full-tree",
        "-z",
        commit,
        "--",
        `${folder}/`,
      ]);
      return nulSeparated(stdout);
    },
  };
}

/** The files on disk. */
export function workTreeSnapshot(top: string): Snapshot {
  return {
    read: (path) => absentAsNull(readFile(join(top, path))),
    async list(folder) {
      const names = await absentAsNull(readdir(join(top, folder)));
      return (names ?? []).sort().map((name) => `${folder}/${name}`);
    },
  };
}

/** Nothing: outside a repository. */
export const emptySnapshot: Snapshot = { read: async () => null, list: async () => [] };

/** The files on disk of a repository that has any. */
export function currentSnapshot(repo: Repo): Snapshot {
  return workTreeSnapshot(workTree(repo));
}

/** The files on disk, or what HEAD has in a bare repository. */
export function currentPolicy(repo: Repo): Snapshot {
  if (repo.top !== null) return workTreeSnapshot(repo.top);
  return repo.head === null ? emptySnapshot : commitSnapshot(repo, repo.head);
}

async function readObject(repo: Repo, name: string): Promise<Buffer | null> {
  let bytes: Buffer | null = null;
  for await (const object of objects(repo, [name]))
    bytes = object === null ? null : await wholeOf(object.pieces);
  return bytes;
}

async function absentAsNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return null;
    throw error;
  }
}
