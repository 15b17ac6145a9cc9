import { type GitIo, gitLines } from "./run.ts";

/**
 * The lines of `git rev-list`.
 * @param revisions oids, and what else names commits; with a caret in front what is left out. Pathspecs follow `--`
 */
export function revList(
  io: GitIo,
  options: readonly string[],
  revisions: readonly string[],
): Promise<string[]> {
  return gitLines(io, ["rev-list", ...options, "--stdin"], { input: `${revisions.join("\n")}\n` });
}
