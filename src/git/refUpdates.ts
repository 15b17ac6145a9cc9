import { KeylatchError } from "../errors.ts";

/** One line of input to pre-push or pre-receive: a ref of the remote that will change. */
export interface RefUpdate {
  /** What the user pushed: a ref, `HEAD`, an oid, `(delete)`, or an expression that may contain blanks. On a server the same as `remoteRef`. */
  readonly localRef: string;
  /** `null` if the ref will be deleted. */
  readonly localOid: string | null;
  readonly remoteRef: string;
  /** `null` if the remote does not have the ref yet. */
  readonly remoteOid: string | null;
}

/**
 * Parses the standard input of pre-push: `<local ref> <local oid> <remote ref> <remote oid>` per line. The first
 * field may contain blanks (`HEAD^{/two words}`), so lines are split from the right. Blank lines are skipped.
 * @see https://git-scm.com/docs/githooks#_pre_push
 * @throws {KeylatchError} `ref-line` for a line of any other form
 */
export function parseRefUpdates(input: string): RefUpdate[] {
  // Refs may contain any Unicode space, but no ASCII one.
  const line = /^(.+) ([0-9a-f]{40}|[0-9a-f]{64}) ([^ \r]+) ([0-9a-f]{40}|[0-9a-f]{64})\r?$/s;
  return fieldsOf(input, line, "pre-push", "<local ref> <local oid> <remote ref> <remote oid>").map(
    ([localRef, localOid, remoteRef, remoteOid]) => ({
      localRef,
      localOid: orNull(localOid),
      remoteRef,
      remoteOid: orNull(remoteOid),
    }),
  );
}

/**
 * Parses the standard input of pre-receive: `<old oid> <new oid> <ref>` per line. Blank lines are skipped.
 * @see https://git-scm.com/docs/githooks#pre-receive
 * @throws {KeylatchError} `ref-line` for a line of any other form
 */
export function parseReceivedRefs(input: string): RefUpdate[] {
  const line = /^([0-9a-f]{40}|[0-9a-f]{64}) ([0-9a-f]{40}|[0-9a-f]{64}) ([^ \r]+)\r?$/;
  return fieldsOf(input, line, "pre-receive", "<old oid> <new oid> <ref>").map(([oldOid, newOid, ref]) => ({
    localRef: ref,
    localOid: orNull(newOid),
    remoteRef: ref,
    remoteOid: orNull(oldOid),
  }));
}

/** The capture groups of `form` in every line that is not blank. */
function fieldsOf(
  input: string,
  form: RegExp,
  hook: string,
  expected: string,
): [string, string, string, string][] {
  return input
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line, index) => {
      const match = form.exec(line);
      if (match !== null) return match.slice(1) as [string, string, string, string];
      throw new KeylatchError("ref-line", `line ${index + 1} of what git hands to ${hook} cannot be read`, {
        hint: `Expected \`${expected}\` on standard input, as git gives it.`,
      });
    });
}

function orNull(oid: string): string | null {
  return /^0+$/.test(oid) ? null : oid;
}
