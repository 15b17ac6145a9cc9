import type { Repo } from "./repo.ts";
import { git } from "./run.ts";

/**
 * Whether git would make something else of a file's bytes: by a filter such as Git LFS, keywords, another encoding.
 * @param where whose `.gitattributes` count: those of the index, or of the work tree
 */
export async function isFiltered(repo: Repo, path: string, where: "index" | "files"): Promise<boolean> {
  const from = where === "index" ? ["--cached"] : [];
  const names = ["filter", "ident", "working-tree-encoding"];
  const { stdout } = await git(repo, ["check-attr", "-z", ...from, ...names, "--", path]);
  // <path>\0<attribute>\0<value>\0 for each
  const values = stdout
    .toString("latin1")
    .split("\0")
    .filter((_, index) => index % 3 === 2);
  return values.some((value) => value !== "unspecified" && value !== "unset");
}
