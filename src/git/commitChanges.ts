import { type Change, type ChangedPath, parseEntry, RAW, unexpected } from "./changes.ts";
import { pathText } from "./paths.ts";
import type { Repo } from "./repo.ts";
import { gitStream } from "./run.ts";

/** What a commit brings in, or a part of that: what git prints of a large commit comes bit by bit. */
export interface ChangePart {
  readonly commit: string;
  readonly isFirst: boolean;
  readonly paths: readonly ChangedPath[];
}

const NUL = 0;
const COLON = 0x3a;

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
  // Git compares the trees of the last line and finds no difference: then it has told all of the last commit.
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
  for await (const chunk of gitStream(repo, args, { input: input() })) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const parts: (ChangePart & { readonly paths: ChangedPath[] })[] = [];
    let at = 0;
    for (let end = bytes.indexOf(NUL); end !== -1; end = bytes.indexOf(NUL, at)) {
      const head = bytes.toString("latin1", at, end);
      if (bytes[at] !== COLON) {
        if (head !== asked[answered]) throw unexpected();
        parts.push({ commit: asked[answered++] as string, isFirst: true, paths: [] });
        at = end + 1;
        continue;
      }
      const pathEnd = bytes.indexOf(NUL, end + 1);
      if (pathEnd === -1) break;
      const commit = asked[answered - 1];
      if (commit === undefined) throw unexpected();
      if (parts.length === 0) parts.push({ commit, isFirst: false, paths: [] });
      parts.at(-1)?.paths.push(parseEntry(head, pathText(bytes.subarray(end + 1, pathEnd))));
      at = pathEnd + 1;
    }
    rest = bytes.subarray(at);
    if (parts.length > 0) yield parts;
  }
  if (answered !== asked.length || rest.toString("latin1") !== last) throw unexpected();
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
