import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isBelow } from "../git/paths.ts";
import type { Repo } from "../git/repo.ts";
import { rules } from "../rules.ts";

/** Folder of configuration, salt and records, from the top. */
export const policyFolder = ".keylatch";

/** Whether a path is in that folder, or is the folder itself. */
export function isPolicy(path: string): boolean {
  return isBelow(path, policyFolder);
}

/** Most versions of `.keylatch` that are remembered: branches differ in it, and each override makes a new one. */
const MOST = 32;

/**
 * Whether this very build has found a version of `.keylatch` valid before. Its content matters only to findings, so
 * without any it need not be read again. `plain.sh` checks the same.
 * @param tree its oid; `null` if there is no such folder, which is valid
 */
export function isKnown({ commonDir }: Pick<Repo, "commonDir">, tree: string | null): boolean {
  return tree === null || existsSync(join(folderOf(commonDir), nameOf(tree)));
}

/** Remembers in the git directory that configuration and salt in a version of `.keylatch` are valid. */
export function remember(repo: Pick<Repo, "commonDir">, tree: string | null): void {
  if (rules === "" || tree === null || isKnown(repo, tree)) return;
  const folder = folderOf(repo.commonDir);
  try {
    if (existsSync(folder) && readdirSync(folder).length >= MOST) rmSync(folder, { recursive: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, nameOf(tree)), "");
  } catch {
    // Without this the next commit is slower, and checked the same.
  }
}

function folderOf(commonDir: string): string {
  return join(commonDir, "keylatch/known");
}

function nameOf(tree: string): string {
  return `${rules}-${tree}`;
}
