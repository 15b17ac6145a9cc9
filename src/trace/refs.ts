import { entriesAt } from "../git/objectsAt.ts";
import { type Ref, refsThatContain } from "../git/refs.ts";
import type { Repo } from "../git/repo.ts";
import type { Worktree } from "../git/worktrees.ts";
import type { Redactor } from "../masking/redact.ts";
import type { TracedCommit } from "./commits.ts";
import type { Step } from "./history.ts";
import { type Hits, partsIn } from "./hits.ts";
import type { Needle } from "./target.ts";

export type RefKind = "branch" | "remote branch" | "tag" | "stash" | "detached HEAD" | "ref";

/** A ref that reaches the credential, and so keeps it alive. */
export interface TracedRef {
  readonly kind: RefKind;
  /** Short name: `main`, `origin/main`, `stash@{1}`; a folder for a detached HEAD. */
  readonly name: string;
  /** Paths that contain it at the tip; empty if only the history does. */
  readonly paths: readonly string[];
  /** Whether its name contains it, or the message or object of a tag. */
  readonly itself: boolean;
}

/** The results of the earlier steps of a trace. */
interface Found {
  readonly commits: readonly TracedCommit[];
  readonly steps: readonly Step[];
  readonly hits: Hits;
  readonly needles: readonly Needle[];
}

const PREFIXES: readonly (readonly [string, RefKind])[] = [
  ["refs/heads/", "branch"],
  ["refs/remotes/", "remote branch"],
  ["refs/tags/", "tag"],
];

/** Refs whose tip or history contains it, stashes, and work trees with a detached HEAD. */
export async function tracedRefs(
  repo: Repo,
  refs: readonly Ref[],
  trees: readonly Worktree[],
  stashes: readonly string[],
  { commits, steps, hits, needles }: Found,
  redactor: Redactor,
): Promise<TracedRef[]> {
  const adding = commits.filter(({ changes }) => changes.some(({ action }) => action === "added"));
  const containing = await refsThatContain(
    repo,
    adding.map(({ commit }) => commit),
  );
  const holding = new Set(containing.map(({ name }) => name));
  const isItself = ({ name, oid, target }: Ref) =>
    needles.some(({ value }) => name.includes(value)) || (oid !== target && hits.has(`message ${oid}`));
  const itself = new Set(refs.filter(isItself).map(({ name }) => name));
  const direct = new Set(refs.filter(({ target }) => hits.has(target)).map(({ name }) => name));
  const shown = refs.filter(
    ({ name }) => name !== "refs/stash" && (holding.has(name) || itself.has(name) || direct.has(name)),
  );

  const others = [...stashes.map(stash), ...trees.flatMap(detached)];
  const tips = [...shown.map(({ target }) => target), ...others.flatMap(({ tips }) => tips)];
  const paths = [...new Set(steps.map(({ path }) => path))];
  const entries = await entriesAt(repo, [...new Set(tips)], paths);
  const pathsAt = (tips: readonly string[]) => [
    ...new Set(
      tips
        .flatMap((tip) => entries.get(tip) ?? [])
        .filter(({ oid }) => partsIn(hits, oid).size > 0)
        .map(({ path }) => redactor.mask(path)),
    ),
  ];
  return [
    ...shown.map((ref) => ({
      ...shortNameOf(ref, redactor),
      paths: pathsAt([ref.target]),
      itself: itself.has(ref.name) || direct.has(ref.name),
    })),
    ...others
      .map(({ kind, name, tips }) => ({ kind, name, paths: pathsAt(tips), itself: false }))
      .filter(({ paths }) => paths.length > 0),
  ];
}

/** Something that reaches commits and is no ref. */
type Other = Pick<TracedRef, "kind" | "name"> & { readonly tips: readonly string[] };

/** A stash is a commit of the work tree; its second and third parents are the index and the untracked files. */
function stash(oid: string, index: number): Other {
  return { kind: "stash", name: `stash@{${index}}`, tips: [oid, `${oid}^2`, `${oid}^3`] };
}

function detached({ path, head, branch }: Worktree): Other[] {
  return head === null || branch !== null ? [] : [{ kind: "detached HEAD", name: path, tips: [head] }];
}

function shortNameOf({ name }: Ref, redactor: Redactor): { kind: RefKind; name: string } {
  const [prefix, kind] = PREFIXES.find(([prefix]) => name.startsWith(prefix)) ?? ["", "ref" as const];
  return { kind, name: redactor.mask(name.slice(prefix.length)) };
}
