import { realpath } from "node:fs/promises";
import { relative, resolve, sep } from "node:path";
import { type Repo, workTree } from "./repo.ts";

/** A path as git has it in the index. The file itself may be gone; its folder is what is resolved. */
export async function fromTop(repo: Repo, path: string): Promise<string> {
  const top = workTree(repo);
  const full = resolve(repo.cwd, path);
  const inside = relative(top, full);
  const from = inside.startsWith("..") ? relative(await realpath(top), await realpath(full)) : inside;
  return from.split(sep).join("/");
}
