import { realpath } from "node:fs/promises";
import { relative, resolve, sep } from "node:path";
import { inside } from "../inside.ts";
import { type Repo, workTree } from "./repo.ts";

/** Converts a path relative to the current folder into one from the top, as in the index. */
export async function fromTop(repo: Repo, path: string): Promise<string> {
  const top = workTree(repo);
  const full = resolve(repo.cwd, path);
  return (
    inside(top, full) ??
    relative(await realpath(top), await realpath(full))
      .split(sep)
      .join("/")
  );
}
