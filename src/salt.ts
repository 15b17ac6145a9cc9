import { randomBytes } from "node:crypto";
import { KeylatchError } from "./errors.ts";
import type { Snapshot } from "./git/snapshot.ts";

/** The repository's salt for fingerprints, committed: 64 hex digits and a newline. */
export const saltPath = ".keylatch/salt";

/** Used where a repository has no salt yet: fingerprints are then comparable everywhere, and no record is written with it. */
const NO_SALT = Buffer.from("keylatch: no salt");

/** The text of a salt's file, made of random bytes. */
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
    const salt = saltIn(bytes);
    if (salt !== null) return salt;
    throw new KeylatchError(
      "bad-salt",
      `${saltPath} is not 64 hex digits, so fingerprints cannot be compared`,
      {
        hint: `Restore it from a commit that had it (git log -- ${saltPath}). A new salt makes every override record void.`,
      },
    );
  }
  return NO_SALT;
}

/**
 * The salt that a change is judged by: that of its base. Where nobody can read that one it is what the change makes of it,
 * or no change could repair it.
 * @throws {KeylatchError} `bad-salt`
 */
export async function baseSalt(
  base: Snapshot,
  tip: Snapshot,
): Promise<{ readonly salt: Buffer; readonly isBroken: boolean }> {
  const bytes = await base.read(saltPath);
  const isBroken = bytes !== null && saltIn(bytes) === null;
  return { salt: isBroken ? await loadSalt(tip) : await loadSalt(base, tip), isBroken };
}

function saltIn(bytes: Buffer): Buffer | null {
  const digits = bytes.toString("latin1").trim();
  return /^[0-9a-f]{64}$/.test(digits) ? Buffer.from(digits, "hex") : null;
}

/** Whether a salt is a repository's own, and not what stands in for one. */
export function hasSalt(salt: Buffer): boolean {
  return salt !== NO_SALT;
}
