import { literal, pathText } from "./paths.ts";
import type { Repo } from "./repo.ts";
import { git, gitText } from "./run.ts";

/** What the index has at a path. */
export interface Entry {
  readonly path: string;
  readonly mode: string;
  readonly oid: string;
  /** `H`, or `S` for one that is kept out of the work tree; in lower case when git assumes it unchanged. */
  readonly tag: string;
}

/** The entries of these paths, those that are there. */
export async function entriesOf(repo: Repo, paths: readonly string[]): Promise<Map<string, Entry>> {
  const found = new Map<string, Entry>();
  if (paths.length === 0) return found;
  const { stdout } = await git(repo, [
    "ls-files",
    "--stage",
    "-v",
    "--full-name",
    "-z",
    "--",
    ...paths.map(literal),
  ]);
  // H 100644 <oid> 0\tpath\0
  for (let at = 0; at < stdout.length; ) {
    const end = stdout.indexOf(0, at);
    const tab = stdout.indexOf(9, at);
    const [tag, mode, oid, stage] = stdout.subarray(at, tab).toString("latin1").split(" ") as [
      string,
      string,
      string,
      string,
    ];
    const path = pathText(stdout.subarray(tab + 1, end));
    if (stage === "0" && paths.includes(path)) found.set(path, { path, mode, oid, tag });
    at = end + 1;
  }
  return found;
}

/** Puts bytes into the object store, as they are. */
export async function writeBlob(repo: Repo, bytes: Buffer): Promise<string> {
  return gitText(repo, ["hash-object", "-w", "--stdin"], { input: bytes });
}

/** Sets entries of the index, all or none; one without an oid is taken out. */
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

/** Whether git leaves a file out of `git add`. @param file absolute */
export async function isIgnored(repo: Repo, file: string): Promise<boolean> {
  const { exitCode } = await git(repo, ["check-ignore", "--quiet", "--", file], { accept: [1] });
  return exitCode === 0;
}
