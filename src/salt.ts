import { randomBytes } from "node:crypto";
import { KeylatchError } from "./errors.ts";
import type { Snapshot } from "./git/snapshot.ts";

/** The repository's salt for fingerprints, committed: 64 hex digits and a newline. */
export const saltPath = ".keylatch/salt";

/** Used where a repository has no salt yet: fingerprints are then comparable everywhere, and no record is written with it. */
const NO_SALT = Buffer.from("keylatch: no salt");

export function newSalt(): string {
  return `${randomBytes(32).toString("hex")}\n`;
}

/**
 * The salt of the first snapshot that has one.
 * @throws {KeylatchError} `bad-salt`
 */
export async function loadSalt(...snapshots: readonly Snapshot[]): Promise<Buffer> {
  for (const snapshot of snapshots) {
    const bytes = await snapshot.read(saltPath);
    if (bytes === null) continue;
    const digits = bytes.toString("latin1").trim();
    if (/^[0-9a-f]{64}$/.test(digits)) return Buffer.from(digits, "hex");
    throw new KeylatchError(
      "bad-salt",
      `${saltPath} is not 64 hex digits, so fingerprints cannot be compared`,
      {
        hint: `Restore it: git checkout HEAD -- ${saltPath}. A new salt makes every override record void.`,
      },
    );
  }
  return NO_SALT;
}

export function hasSalt(salt: Buffer): boolean {
  return salt !== NO_SALT;
}
