import { type GitIo, gitLines } from "./run.ts";

/**
 * Runs `git rev-list` and returns its lines.
 * @param revisions oids or other revisions; those to exclude with a caret in front. Pathspecs follow `--`
 */
export function revList(
  io: GitIo,
  options: readonly string[],
  revisions: readonly string[],
): Promise<string[]> {
  return gitLines(io, ["rev-list", ...options, "--stdin"], { input: `${revisions.join("\n")}\n` });
}
