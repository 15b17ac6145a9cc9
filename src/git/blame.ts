import type { Repo } from "./repo.ts";
import { git } from "./run.ts";

/** The author of a line, and the time. */
export interface LineAuthor {
  readonly name: string;
  readonly email: string;
  /** UTC, ISO 8601. */
  readonly time: string;
  /** Oid. */
  readonly commit: string;
}

/**
 * The author of a line; `null` if it is not committed yet.
 * @param content the staged content of the file
 * @param line 1-based
 */
export async function lineAuthor(
  repo: Repo,
  path: string,
  content: Buffer,
  line: number,
): Promise<LineAuthor | null> {
  // The user's blame.ignoreRevsFile may name a missing file, which would be an error.
  const args = [
    "blame",
    "--porcelain",
    "--ignore-revs-file=",
    `-L${line},${line}`,
    "--contents",
    "-",
    "--",
    path,
  ];
  const answer = await git({ cwd: repo.top ?? repo.cwd, env: repo.env }, args, {
    input: content,
    accept: [128],
  });
  const text = answer.stdout.toString("utf8");
  const field = (name: string) => new RegExp(`^${name} (.*)$`, "m").exec(text)?.[1];
  // <oid> <line before> <line now> <count> LF author <name> LF author-mail <<email>> LF author-time <seconds> LF …
  const commit = /^[0-9a-f]{40,64}/.exec(text)?.[0];
  const seconds = Number(field("author-time"));
  if (commit === undefined || /^0+$/.test(commit) || !Number.isFinite(seconds)) return null;
  return {
    name: field("author") ?? "",
    email: (field("author-mail") ?? "").replace(/^<|>$/g, ""),
    time: new Date(seconds * 1000).toISOString(),
    commit,
  };
}
