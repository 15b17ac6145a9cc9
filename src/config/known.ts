import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Repo } from "../git/repo.ts";
import { rules } from "../rules.ts";

/**
 * Whether a configuration was found valid before, by this very build. What it says matters to findings only: where there
 * are none it need not be read again.
 */
export function isKnown({ commonDir }: Pick<Repo, "commonDir">, config: Buffer): boolean {
  try {
    return readFileSync(fileOf(commonDir)).equals(contentOf(config));
  } catch {
    return false; // there is none yet
  }
}

/** Remembers in the git directory that a configuration is valid. */
export function remember(repo: Pick<Repo, "commonDir">, config: Buffer): void {
  if (rules === "" || isKnown(repo, config)) return;
  try {
    mkdirSync(dirname(fileOf(repo.commonDir)), { recursive: true });
    writeFileSync(fileOf(repo.commonDir), contentOf(config));
  } catch {
    // Without it the next commit takes longer, and is checked the same.
  }
}

function fileOf(commonDir: string): string {
  return join(commonDir, "keylatch/config");
}

function contentOf(config: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${rules}\n`), config]);
}
