import { KeylatchError } from "../errors.ts";

/** Oldest supported git: the first with `rev-parse --path-format`. */
const OLDEST: readonly [number, number] = [2, 31];

/**
 * Checks the output of `git version`.
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

/** Whether the output of `git version` names this version or a newer one; `false` if it cannot be parsed. */
export function isAtLeast(text: string, [major, minor]: readonly [number, number]): boolean {
  // git version 2.39.5 (Apple Git-154)
  const [, ...numbers] = /^git version (\d+)\.(\d+)/.exec(text) ?? [];
  const [own = -1, next = 0] = numbers.map(Number);
  return own > major || (own === major && next >= minor);
}
