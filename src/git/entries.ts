import { dirname } from "node:path";
import { halves } from "./lines.ts";
import { literal, nulSeparated } from "./paths.ts";
import type { Repo } from "./repo.ts";
import { git, gitText } from "./run.ts";

/** An index entry. */
export interface Entry {
  readonly path: string;
  readonly mode: string;
  readonly oid: string;
  /** As `git ls-files -v` prints it: `H`, or `S` for skip-worktree; in lower case for assume-unchanged. */
  readonly tag: string;
}

/** The index entries of some paths, by path; without those that are not in the index. */
export async function entriesOf(repo: Repo, paths: readonly string[]): Promise<Map<string, Entry>> {
  const found = new Map<string, Entry>();
  if (paths.length === 0) return found;
  const args = ["ls-files", "--stage", "-v", "--full-name", "-z", "--", ...paths.map(literal)];
  // H 100644 <oid> 0\tpath\0
  for (const entry of nulSeparated((await git(repo, args)).stdout)) {
    const [head, path] = halves(entry, "\t");
    const [tag = "", mode = "", oid = "", stage] = head.split(" ");
    if (stage === "0" && paths.includes(path)) found.set(path, { path, mode, oid, tag });
  }
  return found;
}

/** Writes a blob, without filters. @returns its oid */
export async function writeBlob(repo: Repo, bytes: Buffer): Promise<string> {
  return gitText(repo, ["hash-object", "-w", "--stdin"], { input: bytes });
}

/** Sets index entries, all or none; an entry without an oid is removed. */
export async function setEntries(
  repo: Repo,
  entries: readonly (Pick<Entry, "path"> & Partial<Entry>)[],
): Promise<void> {
  const lines = entries.map(({ path, mode, oid }) =>
    oid === undefined ? `0 ${"0".repeat(repo.emptyTree.length)}\t${path}\0` : `${mode} ${oid}\t${path}\0`,
  );
  await git(repo, ["update-index", "-z", "--index-info"], { input: lines.join("") });
  for (const [flag, sign] of [
    ["--skip-worktree", /^S$/i],
    ["--assume-unchanged", /^[a-z]$/],
  ] as const) {
    const paths = entries
      .filter(({ tag, oid }) => oid !== undefined && sign.test(tag ?? ""))
      .map(({ path }) => path);
    if (paths.length > 0)
      await git({ ...repo, cwd: repo.top ?? repo.cwd }, ["update-index", flag, "-z", "--stdin"], {
        input: paths.map((path) => `${path}\0`).join(""),
      });
  }
}

/** Whether `git add` skips a file; `false` if git cannot tell. @param file absolute, in any repository or none */
export async function isIgnored(repo: Repo, file: string): Promise<boolean> {
  // With the GIT_DIR that a hook of a linked work tree has, git would take the file's folder for the top of a work tree.
  const env = { ...repo.env, GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_INDEX_FILE: undefined };
  const here = { env, cwd: dirname(file) };
  const { exitCode } = await git(here, ["check-ignore", "--quiet", "--", file], { accept: [1, 128] });
  return exitCode === 0;
}
