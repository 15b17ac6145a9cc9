import { KeylatchError } from "../errors.ts";

/** Oldest git the plumbing here was tried with: `rev-parse --path-format` came with it. */
const OLDEST: readonly [number, number] = [2, 31];

/**
 * Takes the answer of `git version`.
 * @throws {KeylatchError} `git-too-old`
 */
export function requireVersion(text: string): void {
  if (isAtLeast(text, OLDEST)) return;
  throw new KeylatchError(
    "git-too-old",
    `keylatch needs git ${OLDEST.join(".")} or newer; this one says "${text}"`,
    { hint: "Update git, then try again." },
  );
}

/** Whether the answer of `git version` tells of this version or a newer one; not where it cannot be read. */
export function isAtLeast(text: string, [major, minor]: readonly [number, number]): boolean {
  // git version 2.39.5 (Apple Git-154)
  const [, ...numbers] = /^git version (\d+)\.(\d+)/.exec(text) ?? [];
  const [own = -1, next = 0] = numbers.map(Number);
  return own > major || (own === major && next >= minor);
}
