import { randomBytes } from "node:crypto";
import { KeylatchError } from "./errors.ts";
import type { Snapshot } from "./git/snapshot.ts";

/** File of the repository's salt for fingerprints, which is committed: 64 hex digits and a newline. */
export const saltPath = ".keylatch/salt";

/** Stands in for a salt in a repository that has none. Such fingerprints are the same everywhere, so no record is written with them. */
const NO_SALT = Buffer.from("keylatch: no salt");

/** The content of a new salt file. */
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
 * The salt that a change is judged by: that of its base, or of its tip if the base's is missing or broken. Otherwise no
 * change could repair it.
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

/** Whether a salt is a repository's own, not the stand-in. */
export function hasSalt(salt: Buffer): boolean {
  return salt !== NO_SALT;
}
