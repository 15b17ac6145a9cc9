import { realpath } from "node:fs/promises";
import { relative, resolve, sep } from "node:path";
import { inside } from "../inside.ts";
import { type Repo, workTree } from "./repo.ts";

/** A path as git has it in the index. The file itself may be gone; its folder is what is resolved. */
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
