import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isBelow } from "../git/paths.ts";
import type { Repo } from "../git/repo.ts";
import { rules } from "../rules.ts";

/** Where configuration, salt and records stand. */
export const policyFolder = ".keylatch";

/** Whether a path is that folder's, or stands in its place. */
export function isPolicy(path: string): boolean {
  return isBelow(path, policyFolder);
}

/** Most folders `.keylatch` that are remembered: each branch has another one, and each override makes one. */
const MOST = 32;

/**
 * Whether what stands in a folder `.keylatch` was found valid before, by this very build. What it says matters to findings
 * only: where there are none it need not be read again. `plain.sh` asks the same.
 * @param tree its oid; `null` when there is none, and nothing to be valid
 */
export function isKnown({ commonDir }: Pick<Repo, "commonDir">, tree: string | null): boolean {
  return tree === null || existsSync(join(folderOf(commonDir), nameOf(tree)));
}

/** Remembers in the git directory that configuration and salt of a folder `.keylatch` are valid. */
export function remember(repo: Pick<Repo, "commonDir">, tree: string | null): void {
  if (rules === "" || tree === null || isKnown(repo, tree)) return;
  const folder = folderOf(repo.commonDir);
  try {
    if (existsSync(folder) && readdirSync(folder).length >= MOST) rmSync(folder, { recursive: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, nameOf(tree)), "");
  } catch {
    // Without it the next commit takes longer, and is checked the same.
  }
}

function folderOf(commonDir: string): string {
  return join(commonDir, "keylatch/known");
}

function nameOf(tree: string): string {
  return `${rules}-${tree}`;
}
