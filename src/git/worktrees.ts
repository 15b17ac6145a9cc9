import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { nulSeparated } from "./paths.ts";
import type { Repo } from "./repo.ts";
import { type GitIo, git, gitText, gitTextIfAny } from "./run.ts";

/** A work tree of a repository. */
export interface Worktree {
  /** Absolute. */
  readonly path: string;
  /** Oid of its HEAD, `null` before the first commit. */
  readonly head: string | null;
  /** Full name of its branch, `null` when HEAD is detached. */
  readonly branch: string | null;
  /** For git calls in this work tree. */
  readonly io: GitIo;
  readonly isCurrent: boolean;
}

/** All work trees whose folder exists. */
export async function worktrees(repo: Repo): Promise<Worktree[]> {
  const answer = await gitText(repo, ["worktree", "list", "--porcelain"]);
  // worktree <path> LF HEAD <oid> LF branch <ref> LF, a blank line between two; `bare` or `detached` instead
  const found = answer.split("\n\n").map((text) => {
    const field = (name: string) => new RegExp(`^${name} (.*)$`, "m").exec(text)?.[1];
    return { path: field("worktree") ?? "", head: field("HEAD"), branch: field("branch"), text };
  });
  // For a submodule git prints the git directory instead.
  const main = found[0];
  if (main !== undefined && main.path === repo.commonDir) main.path = await topOfSubmodule(repo);
  return found
    .filter(({ path, text }) => path !== "" && !/^bare$/m.test(text) && existsSync(path))
    .map(({ path, head, branch }) => ({
      path,
      head: head === undefined || /^0+$/.test(head) ? null : head,
      branch: branch ?? null,
      isCurrent: path === repo.top,
      io: path === repo.top ? repo : { cwd: path, env: withoutPlace(repo.env) },
    }));
}

async function topOfSubmodule({ cwd, env, commonDir, gitDir, top }: Repo): Promise<string> {
  if (gitDir === commonDir && top !== null) return top;
  const args = ["config", "--file", join(commonDir, "config"), "core.worktree"];
  return resolve(commonDir, (await gitTextIfAny({ cwd, env }, args, [1])) ?? "");
}

/** Removes the variables that point git to another repository, work tree or index. */
function withoutPlace(env: GitIo["env"]): GitIo["env"] {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^GIT_(DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|PREFIX)$/.test(name)),
  );
}

/** Files whose content on disk is not in the index; paths from the work tree's top. */
export interface LooseFiles {
  readonly top: string;
  readonly files: readonly {
    readonly path: string;
    readonly state: "tracked" | "untracked" | "ignored";
  }[];
  /** Ignored folders and nested repositories, which are not searched. */
  readonly folders: readonly string[];
  /** The tracked ones among the files: modified since they were staged. */
  readonly modified: ReadonlySet<string>;
}

/** Lists the files of a work tree whose content on disk is not in the index. */
export async function looseFiles({ path: top, io }: Worktree): Promise<LooseFiles> {
  const at = { ...io, cwd: top };
  const [modified, untracked, ignored] = await Promise.all([
    listed(at, ["diff-files", "--name-only", "--ignore-submodules", "--diff-filter=d", "-z"]),
    listed(at, ["ls-files", "--others", "--exclude-standard", "-z"]),
    listed(at, ["ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z"]),
  ]);
  const isFolder = (name: string) => name.endsWith("/");
  const filesOf = (state: LooseFiles["files"][number]["state"], names: Iterable<string>) =>
    [...names].filter((name) => !isFolder(name)).map((path) => ({ path, state }));
  const changed = new Set(modified);
  return {
    top,
    files: [
      ...filesOf("tracked", changed),
      ...filesOf("untracked", untracked),
      ...filesOf("ignored", ignored),
    ],
    folders: [...untracked, ...ignored].filter(isFolder),
    modified: changed,
  };
}

/** All index entries of a work tree. */
export async function indexEntries({ path, io }: Worktree): Promise<{ path: string; oid: string }[]> {
  const entries = await listed({ ...io, cwd: path }, ["ls-files", "--stage", "-z"]);
  // <mode> SP <oid> SP <stage> TAB <path>
  return entries.map((entry) => ({
    path: entry.slice(entry.indexOf("\t") + 1),
    oid: entry.split(" ", 2)[1] as string,
  }));
}

async function listed(io: GitIo, args: readonly string[]): Promise<string[]> {
  return nulSeparated((await git(io, args)).stdout);
}
