import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { requireReal } from "../realPath.ts";
import { existingObjects, objects, wholeOf } from "./objects.ts";
import { nulSeparated } from "./paths.ts";
import { type Repo, workTree } from "./repo.ts";
import { git } from "./run.ts";

/** A file of a snapshot. */
export type SnapshotFile =
  | { readonly path: string; readonly bytes: Buffer }
  /** What it is instead of a file, as a noun. */
  | {
      readonly path: string;
      readonly bytes: null;
      readonly is: "a symbolic link" | "a submodule" | "a folder";
    };

/** A state of the repository to read keylatch's own files from. Paths are from the top, `/`-separated. */
export interface Snapshot {
  /** Bytes of a file, `null` when it is not there. */
  read(path: string): Promise<Buffer | null>;
  /** Everything in a folder, sorted; empty when it is not there. */
  files(folder: string): Promise<SnapshotFile[]>;
}

/** What the next commit will hold. */
export function indexSnapshot(repo: Repo): Snapshot {
  return {
    read: (path) => readObject(repo, `:${path}`),
    async files(folder) {
      const args = ["ls-files", "--stage", "--full-name", "-z", "--", `:(top,literal)${folder}`];
      // <mode> <oid> <stage>\t<path>\0
      return treeFiles(repo, (await git(repo, args)).stdout);
    },
  };
}

/** A commit's tree. */
export function commitSnapshot(repo: Repo, commit: string): Snapshot {
  return {
    read: (path) => readObject(repo, `${commit}:${path}`),
    async files(folder) {
      const args = ["ls-tree", "-r", "--full-tree", "-z", commit, "--", `${folder}/`];
      // <mode> <type> <oid>\t<path>\0
      return treeFiles(repo, (await git(repo, args)).stdout);
    },
  };
}

/** The files on disk. */
export function workTreeSnapshot(top: string): Snapshot {
  return {
    async read(path) {
      requireReal(top, path);
      return absentAsNull(readFile(join(top, path)));
    },
    async files(folder) {
      requireReal(top, folder);
      const entries = (await absentAsNull(readdir(join(top, folder), { withFileTypes: true }))) ?? [];
      const files = entries.map(async (entry): Promise<SnapshotFile> => {
        const path = `${folder}/${entry.name}`;
        if (entry.isFile()) return { path, bytes: await readFile(join(top, path)) };
        return { path, bytes: null, is: entry.isSymbolicLink() ? "a symbolic link" : "a folder" };
      });
      return (await Promise.all(files)).sort((a, b) => (a.path < b.path ? -1 : 1));
    },
  };
}

/** Nothing: outside a repository. */
export const emptySnapshot: Snapshot = { read: async () => null, files: async () => [] };

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

/** Reads what `ls-files --stage -z` or `ls-tree -z` lists, all blobs by one git. */
async function treeFiles(repo: Repo, listing: Buffer): Promise<SnapshotFile[]> {
  const entries = nulSeparated(listing).map((line) => {
    const [head = "", path = ""] = [line.slice(0, line.indexOf("\t")), line.slice(line.indexOf("\t") + 1)];
    return { path, mode: head.slice(0, 6), oid: /[0-9a-f]{40,64}/.exec(head)?.[0] ?? "" };
  });
  const blobs = entries.filter(({ mode }) => mode.startsWith("100")).map(({ oid }) => oid);
  const contents = new Map<string, Buffer>();
  for await (const { name, pieces } of existingObjects(repo, [...new Set(blobs)]))
    contents.set(name, await wholeOf(pieces));
  return entries.map(({ path, mode, oid }) =>
    mode.startsWith("100")
      ? { path, bytes: contents.get(oid) as Buffer }
      : { path, bytes: null, is: mode === "120000" ? "a symbolic link" : "a submodule" },
  );
}

async function absentAsNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return null;
    throw error;
  }
}
