import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Repo } from "./repo.ts";
import { revList } from "./revList.ts";

/** The commits whose parents a shallow clone left out; empty in a whole one. */
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
 * Whether a range goes on behind what a shallow clone has.
 * @param range oids, excluded ones with a caret in front
 */
export async function reachesBorder(
  repo: Repo,
  range: readonly string[],
  border: ReadonlySet<string>,
): Promise<boolean> {
  if (border.size === 0) return false;
  return (await revList(repo, [], range)).some((commit) => border.has(commit));
}
