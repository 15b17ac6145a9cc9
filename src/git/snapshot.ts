import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { absentAsNull } from "../isAbsent.ts";
import { requireReal } from "../realPath.ts";
import { halves } from "./lines.ts";
import { contentsOf, existingObjects, wholeOf } from "./objects.ts";
import { literal, nulSeparated } from "./paths.ts";
import { type Repo, workTree } from "./repo.ts";
import { git } from "./run.ts";

/** A file of a snapshot. */
export type SnapshotFile =
  | { readonly path: string; readonly bytes: Buffer }
  /** What it is instead of a file, as a noun phrase. */
  | {
      readonly path: string;
      readonly bytes: null;
      readonly is: "a symbolic link" | "a submodule" | "a folder";
    };

/** A state of the repository, to read keylatch's own files from. Paths are from the top, `/`-separated. */
export interface Snapshot {
  /** The content of a file, `null` if it does not exist. */
  read(path: string): Promise<Buffer | null>;
  /** Everything in a folder, sorted; empty if it does not exist. */
  files(folder: string): Promise<SnapshotFile[]>;
}

/** The index: what the next commit will contain. */
export function indexSnapshot(repo: Repo): Snapshot {
  const read = objectReader(repo);
  return {
    read: (path) => read(`:${path}`),
    async files(folder) {
      const args = ["ls-files", "--stage", "--full-name", "-z", "--", literal(folder)];
      // <mode> <oid> <stage>\t<path>\0
      return treeFiles(repo, (await git(repo, args)).stdout);
    },
  };
}

/** The tree of a commit; empty without a commit. */
export function commitSnapshot(repo: Repo, commit: string | null): Snapshot {
  if (commit === null) return emptySnapshot;
  const read = objectReader(repo);
  return {
    read: (path) => read(`${commit}:${path}`),
    async files(folder) {
      const args = ["ls-tree", "-r", "--full-tree", "-z", commit, "--", `${folder}/`];
      // <mode> <type> <oid>\t<path>\0
      return treeFiles(repo, (await git(repo, args)).stdout);
    },
  };
}

/** The files in the work tree. */
function workTreeSnapshot(top: string): Snapshot {
  return {
    async read(path) {
      requireReal(top, path);
      return absentAsNull(() => readFileSync(join(top, path)));
    },
    async files(folder) {
      requireReal(top, folder);
      const entries = absentAsNull(() => readdirSync(join(top, folder), { withFileTypes: true })) ?? [];
      const files = entries.map((entry): SnapshotFile => {
        const path = `${folder}/${entry.name}`;
        if (entry.isFile()) return { path, bytes: readFileSync(join(top, path)) };
        return { path, bytes: null, is: entry.isSymbolicLink() ? "a symbolic link" : "a folder" };
      });
      return files.sort((a, b) => (a.path < b.path ? -1 : 1));
    },
  };
}

/** A snapshot without files, for use outside of a repository. */
export const emptySnapshot: Snapshot = { read: async () => null, files: async () => [] };

/** The files in the work tree. @throws {KeylatchError} `no-work-tree` in a bare repository */
export function currentSnapshot(repo: Repo): Snapshot {
  return workTreeSnapshot(workTree(repo));
}

/** The files in the work tree, or those of HEAD in a bare repository; empty outside of a repository. */
export function policySnapshot(repo: Repo | null): Snapshot {
  if (repo === null) return emptySnapshot;
  return repo.top === null ? commitSnapshot(repo, repo.head) : workTreeSnapshot(repo.top);
}

/** Returns a function that reads an object. Calls in the same tick share one git process. */
function objectReader(repo: Repo): (name: string) => Promise<Buffer | null> {
  let names: string[] = [];
  let answers: Promise<(Buffer | null)[]> | undefined;
  return async (name) => {
    const index = names.push(name) - 1;
    answers ??= Promise.resolve().then(() => {
      const asked = names;
      names = [];
      answers = undefined;
      return contentsOf(repo, asked);
    });
    return (await answers)[index] ?? null;
  };
}

/** Reads the files that `ls-files --stage -z` or `ls-tree -z` lists, all blobs with one git. */
async function treeFiles(repo: Repo, listing: Buffer): Promise<SnapshotFile[]> {
  const entries = nulSeparated(listing).map((line) => {
    const [head, path] = halves(line, "\t");
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
