import { KeylatchError } from "../errors.ts";

/** Oldest git the plumbing here was tried with: `rev-parse --path-format` came with it. */
const OLDEST: readonly [number, number] = [2, 31];

/**
 * Takes the answer of `git version`.
 * @throws {KeylatchError} `git-too-old`
 */
export function requireVersion(text: string): void {
  // git version 2.39.5 (Apple Git-154)
  const match = /^git version (\d+)\.(\d+)/.exec(text);
  const [major, minor] = [Number(match?.[1]), Number(match?.[2])];
  if (match && (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]))) return;
  throw new KeylatchError(
    "git-too-old",
    `keylatch needs git ${OLDEST.join(".")} or newer; this one says "${text}"`,
    { hint: "Update git, then try again." },
  );
}
