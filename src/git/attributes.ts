import type { Repo } from "./repo.ts";
import { git } from "./run.ts";

/**
 * Whether git converts a file's bytes on commit: by a filter such as Git LFS, by keyword expansion or re-encoding.
 * @param path relative to the top
 * @param where which `.gitattributes` apply: those in the index, or in the work tree
 */
export async function isFiltered(repo: Repo, path: string, where: "index" | "files"): Promise<boolean> {
  const from = where === "index" ? ["--cached"] : [];
  const names = ["filter", "ident", "working-tree-encoding"];
  const top = { ...repo, cwd: repo.top ?? repo.cwd };
  const { stdout } = await git(top, ["check-attr", "-z", ...from, ...names, "--", path]);
  // <path>\0<attribute>\0<value>\0 for each
  const values = stdout
    .toString("latin1")
    .split("\0")
    .filter((_, index) => index % 3 === 2);
  return values.some((value) => value !== "unspecified" && value !== "unset");
}
