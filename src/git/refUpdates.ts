import { KeylatchError } from "../errors.ts";

/** One line that git hands to pre-push: a ref at the remote that will change. */
export interface RefUpdate {
  /** What the user pushed: a ref, `HEAD`, an oid, `(delete)`, or an expression with blanks in it. */
  readonly localRef: string;
  /** `null` when the ref will be deleted. */
  readonly localOid: string | null;
  readonly remoteRef: string;
  /** `null` when the remote does not have the ref yet. */
  readonly remoteOid: string | null;
}

/**
 * Reads the standard input of pre-push: `<local ref> <local oid> <remote ref> <remote oid>` per line. The first
 * field may hold blanks (`HEAD^{/two words}`), so lines are cut from the right. Blank lines are skipped.
 * @see https://git-scm.com/docs/githooks#_pre_push
 * @throws {KeylatchError} `ref-line` for a line of any other form
 */
export function parseRefUpdates(input: string): RefUpdate[] {
  return input
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line, index) => {
      const match = /^(.+) ([0-9a-f]{40}|[0-9a-f]{64}) (\S+) ([0-9a-f]{40}|[0-9a-f]{64})\r?$/.exec(line);
      if (match === null) {
        throw new KeylatchError(
          "ref-line",
          `line ${index + 1} of what git hands to pre-push cannot be read`,
          {
            hint: "Expected `<local ref> <local oid> <remote ref> <remote oid>` on standard input, as git gives it.",
          },
        );
      }
      const [, localRef, localOid, remoteRef, remoteOid] = match as unknown as [
        string,
        string,
        string,
        string,
        string,
      ];
      return { localRef, localOid: orNull(localOid), remoteRef, remoteOid: orNull(remoteOid) };
    });
}

function orNull(oid: string): string | null {
  return /^0+$/.test(oid) ? null : oid;
}
