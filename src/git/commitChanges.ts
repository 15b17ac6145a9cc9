import { type Change, type ChangedPath, parseEntry, RAW, unexpected } from "./changes.ts";
import { nulSeparated } from "./paths.ts";
import type { Repo } from "./repo.ts";
import { gitStream } from "./run.ts";

/** The change of a commit, or a part of it: the output for a large commit arrives in parts. */
export interface ChangePart {
  readonly commit: string;
  readonly isFirst: boolean;
  readonly paths: readonly ChangedPath[];
}

/**
 * The change of each commit, in the order given. Yields as soon as git has printed some, while more commits come in.
 * @throws {KeylatchError} `git-output` if git did not answer for all of them
 */
export async function* changeParts(
  repo: Repo,
  commits: AsyncIterable<readonly string[]> | Iterable<readonly string[]>,
): AsyncGenerator<readonly ChangePart[]> {
  const asked: string[] = [];
  let answered = 0;
  // For two equal trees git only repeats the line, which shows that it has answered for every commit before.
  const last = `${repo.emptyTree} ${repo.emptyTree}\n`;
  async function* input(): AsyncGenerator<string> {
    for await (const some of commits) {
      for (const commit of some) asked.push(commit);
      if (some.length > 0) yield `${some.join("\n")}\n`;
    }
    yield last;
  }
  // With --always git also names a commit that changes nothing, so that a lost one is noticed.
  const args = ["diff-tree", "--stdin", "-r", "-c", "--root", ...RAW, "--always"];
  let rest: Buffer = Buffer.alloc(0);
  /** The fields of an entry whose path has not arrived yet. */
  let head: string | null = null;
  for await (const chunk of gitStream(repo, args, { input: input() })) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = bytes.lastIndexOf(0) + 1;
    rest = bytes.subarray(end);
    const parts: (ChangePart & { readonly paths: ChangedPath[] })[] = [];
    for (const field of nulSeparated(bytes.subarray(0, end))) {
      if (head === null && field.startsWith(":")) head = field;
      else if (head === null) {
        if (field !== asked[answered]) throw unexpected();
        parts.push({ commit: asked[answered++] as string, isFirst: true, paths: [] });
      } else {
        const commit = asked[answered - 1];
        if (commit === undefined) throw unexpected();
        if (parts.length === 0) parts.push({ commit, isFirst: false, paths: [] });
        parts.at(-1)?.paths.push(parseEntry(head, field));
        head = null;
      }
    }
    if (parts.length > 0) yield parts;
  }
  if (answered !== asked.length || head !== null || rest.toString("latin1") !== last) throw unexpected();
}

/**
 * The change of each commit, in the order given: of a root commit all paths, of a merge those that differ from all parents.
 * @throws {KeylatchError} `git-output` if git did not answer for all of them
 */
export async function* commitChanges(repo: Repo, commits: readonly string[]): AsyncGenerator<Change> {
  let open: { readonly commit: string; readonly paths: ChangedPath[] } | undefined;
  for await (const parts of changeParts(repo, [commits])) {
    for (const { commit, isFirst, paths } of parts) {
      if (isFirst) {
        if (open !== undefined) yield open;
        open = { commit, paths: [] };
      }
      open?.paths.push(...paths);
    }
  }
  if (open !== undefined) yield open;
}
