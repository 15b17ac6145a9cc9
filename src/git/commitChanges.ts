import { type Change, type ChangedPath, parseEntry, RAW, unexpected } from "./changes.ts";
import { nulSeparated } from "./paths.ts";
import type { Repo } from "./repo.ts";
import { gitStream } from "./run.ts";

/** What a commit brings in, or a part of that: what git prints of a large commit comes bit by bit. */
export interface ChangePart {
  readonly commit: string;
  readonly isFirst: boolean;
  readonly paths: readonly ChangedPath[];
}

/**
 * What each commit brings in, in the order given, as much at once as git has told, while more commits come.
 * @throws {KeylatchError} `git-output` when git did not answer for all of them
 */
export async function* changeParts(
  repo: Repo,
  commits: AsyncIterable<readonly string[]> | Iterable<readonly string[]>,
): AsyncGenerator<readonly ChangePart[]> {
  const asked: string[] = [];
  let answered = 0;
  // Between two equal trees git finds no difference, and only repeats the line: by then it has told all of every commit.
  const last = `${repo.emptyTree} ${repo.emptyTree}\n`;
  async function* input(): AsyncGenerator<string> {
    for await (const some of commits) {
      for (const commit of some) asked.push(commit);
      if (some.length > 0) yield `${some.join("\n")}\n`;
    }
    yield last;
  }
  // With --always git names a commit that changes nothing too: none can get lost.
  const args = ["diff-tree", "--stdin", "-r", "-c", "--root", ...RAW, "--always"];
  let rest: Buffer = Buffer.alloc(0);
  /** The fields before a path that has not come yet. */
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
 * What each commit brings in; a root commit everything, a merge what differs from all parents. In the order given.
 * @throws {KeylatchError} `git-output` when git did not answer for all of them
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
