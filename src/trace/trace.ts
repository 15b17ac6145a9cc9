import { allCommits, everything } from "../git/everything.ts";
import { allRefs, stashes } from "../git/refs.ts";
import type { Repo } from "../git/repo.ts";
import { shallowBorder } from "../git/shallow.ts";
import { indexSnapshot, policySnapshot } from "../git/snapshot.ts";
import { looseFiles, worktrees } from "../git/worktrees.ts";
import { loadSalt } from "../salt.ts";
import { type TracedCommit, tracedCommits } from "./commits.ts";
import { contents } from "./contents.ts";
import { type TracedFile, tracedFiles } from "./files.ts";
import { follow } from "./history.ts";
import { findHits, type Hit } from "./hits.ts";
import { type Variable, variablesOf } from "./readers.ts";
import { type TracedRef, tracedRefs } from "./refs.ts";
import { findTarget, type Part, unknownCredential } from "./target.ts";

/** Everything found about one credential; contains no secret. */
export interface Trace {
  /** Secrets first, then the id. */
  readonly parts: readonly Part[];
  /** Where it is now: on disk, staged, or in HEAD of any work tree. */
  readonly files: readonly TracedFile[];
  /** What reaches it: branches, tags, stashes, detached work trees. */
  readonly refs: readonly TracedRef[];
  /** The commits that add, move or remove it, oldest first. */
  readonly commits: readonly TracedCommit[];
  /** Blobs that no ref, index or reflog reaches. */
  readonly forgotten: readonly { readonly object: string; readonly hits: readonly Hit[] }[];
  readonly variables: readonly Variable[];
  readonly searched: { readonly blobs: number; readonly commits: number; readonly files: number };
  readonly limits: readonly Limit[];
}

/** What the answer does not cover. */
export type Limit =
  | { readonly kind: "shallow" }
  | { readonly kind: "partial"; readonly count: number }
  | { readonly kind: "folder"; readonly path: string };

/** A fingerprint or a client id. */
const AMBIGUOUS = /^[0-9a-f]{32}$/;

/**
 * Finds every occurrence of a credential.
 * @param query its fingerprint, the beginning of that, or its key id
 * @throws {KeylatchError} `unknown-credential`, `ambiguous-fingerprint`
 */
export async function trace(repo: Repo, query: string): Promise<Trace> {
  const salt = await loadSalt(policySnapshot(repo), indexSnapshot(repo));
  const [objects, trees, stashed, shallow] = await Promise.all([
    everything(repo),
    worktrees(repo),
    stashes(repo),
    shallowBorder(repo),
  ]);
  const loose = await Promise.all(trees.map(looseFiles));
  const { needles, redactor } = await findTarget(contents(repo, objects, loose), salt, query);
  const hits = await findHits(contents(repo, objects, loose), needles);
  // Nothing distinguishes a client id that does not occur from a fingerprint of another repository.
  if (hits.size === 0 && AMBIGUOUS.test(query)) throw unknownCredential(query);
  const { reachable, forgotten } = await allCommits(repo, stashed);
  const steps = await follow(repo, [...reachable, ...forgotten], hits, needles);

  const commits = await tracedCommits(repo, steps, hits, new Set(forgotten), redactor);
  const files = await tracedFiles(repo, trees, loose, steps, hits, redactor);
  const refs = await tracedRefs(
    repo,
    await allRefs(repo),
    trees,
    stashed,
    { commits, steps, hits, needles },
    redactor,
  );
  const seen = new Set(steps.flatMap(({ blob }) => blob ?? []));
  for (const { blob } of files) if (blob !== null) seen.add(blob);
  const lost = Array.from(hits).filter(([key]) => objects.blobs.has(key) && !seen.has(key));
  const current = trees.find(({ isCurrent }) => isCurrent);
  return {
    parts: needles.map(({ part }) => part),
    files,
    refs,
    commits,
    forgotten: lost.map(([object, hits]) => ({ object, hits })),
    variables: current === undefined ? [] : await variablesOf(current, needles, hits, files, redactor),
    searched: {
      blobs: objects.blobs.size,
      commits: objects.commits.length,
      files: loose.reduce((sum, { files }) => sum + files.length, 0),
    },
    limits: [
      ...(shallow.size > 0 ? [{ kind: "shallow" } as const] : []),
      ...(objects.missing > 0 ? [{ kind: "partial", count: objects.missing } as const] : []),
      ...loose.flatMap(({ folders }) =>
        folders.map((path) => ({ kind: "folder", path: redactor.mask(path) }) as const),
      ),
    ],
  };
}
