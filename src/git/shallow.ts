import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Repo } from "./repo.ts";
import { revList } from "./revList.ts";

/** Commits whose parents a shallow clone does not have; empty in a full clone. */
export async function shallowBorder(repo: Repo): Promise<ReadonlySet<string>> {
  try {
    const text = await readFile(join(repo.commonDir, "shallow"), "latin1");
    return new Set(text.split("\n").filter((line) => line !== ""));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return new Set();
    throw error;
  }
}

/**
 * Whether a range extends beyond what a shallow clone has.
 * @param range oids; those to exclude with a caret in front
 */
export async function reachesBorder(
  repo: Repo,
  range: readonly string[],
  border: ReadonlySet<string>,
): Promise<boolean> {
  if (border.size === 0) return false;
  return (await revList(repo, [], range)).some((commit) => border.has(commit));
}
