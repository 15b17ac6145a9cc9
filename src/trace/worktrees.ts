import { looseFiles, type Worktree } from "../git/worktrees.ts";

/** What is on disk in a work tree, and not in git like that. */
export interface Loose {
  readonly top: string;
  readonly files: readonly {
    readonly path: string;
    readonly state: "tracked" | "untracked" | "ignored";
  }[];
  /** Ignored folders and nested repositories, which are not entered. */
  readonly folders: readonly string[];
  /** Tracked files whose content on disk is not the staged one. */
  readonly modified: ReadonlySet<string>;
}

export async function looseOf(worktree: Worktree): Promise<Loose> {
  const { modified, untracked, ignored, folders } = await looseFiles(worktree);
  const as = (state: Loose["files"][number]["state"], paths: readonly string[]) =>
    paths.map((path) => ({ path, state }));
  return {
    top: worktree.path,
    files: [...as("tracked", modified), ...as("untracked", untracked), ...as("ignored", ignored)],
    folders,
    modified: new Set(modified),
  };
}
