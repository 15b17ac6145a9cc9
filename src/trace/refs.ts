import { entriesAt } from "../git/objectsAt.ts";
import { type Ref, refsThatContain } from "../git/refs.ts";
import type { Repo } from "../git/repo.ts";
import type { Worktree } from "../git/worktrees.ts";
import type { Redactor } from "../redact.ts";
import type { TracedCommit } from "./commits.ts";
import type { Step } from "./history.ts";
import { type Hits, partsIn } from "./hits.ts";
import type { Needle } from "./target.ts";

export type RefKind = "branch" | "remote branch" | "tag" | "stash" | "detached HEAD" | "ref";

/** Something that leads to the credential, and so keeps it. */
export interface TracedRef {
  readonly kind: RefKind;
  /** Short name: `main`, `origin/main`, `stash@{1}`; a folder for a detached HEAD. */
  readonly name: string;
  /** Paths that have it at its tip; none when only its history has it. */
  readonly paths: readonly string[];
  /** Its own name or, of a tag, its message has it. */
  readonly itself: boolean;
}

/** What was found before. */
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

/** Refs whose tip or history has it, stashes, and detached work trees. */
export async function tracedRefs(
  repo: Repo,
  refs: readonly Ref[],
  trees: readonly Worktree[],
  stashes: readonly string[],
  { commits, steps, hits, needles }: Found,
  redactor: Redactor,
): Promise<TracedRef[]> {
  const adding = commits.filter(({ changes }) => changes.some(({ action }) => action === "added"));
  const holding = new Map(
    adding.length === 0
      ? []
      : (
          await refsThatContain(
            repo,
            adding.map(({ commit }) => commit),
          )
        ).map((ref) => [ref.name, ref]),
  );
  const isItself = ({ name, oid, target }: Ref) =>
    needles.some(({ value }) => name.includes(value)) || (oid !== target && hits.has(`message ${oid}`));
  const itself = new Set(refs.filter(isItself).map(({ name }) => name));
  const direct = new Set(refs.filter(({ target }) => hits.has(target)).map(({ name }) => name));
  const shown = refs.filter(
    ({ name }) => name !== "refs/stash" && (holding.has(name) || itself.has(name) || direct.has(name)),
  );

  const stashTrees = stashes.map((oid) => [oid, `${oid}^2`, `${oid}^3`]);
  const detached = trees.filter(({ head, branch }) => head !== null && branch === null);
  const tips = [
    ...shown.map(({ target }) => target),
    ...stashTrees.flat(),
    ...detached.map(({ head }) => head as string),
  ];
  const paths = [...new Set(steps.map(({ path }) => path))];
  const entries = await entriesAt(repo, [...new Set(tips)], paths);
  const pathsAt = (trees: readonly string[]) => [
    ...new Set(
      trees
        .flatMap((tree) => entries.get(tree) ?? [])
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
    ...stashTrees
      .map(
        (trees, index) =>
          ({ kind: "stash", name: `stash@{${index}}`, paths: pathsAt(trees), itself: false }) as const,
      )
      .filter(({ paths }) => paths.length > 0),
    ...detached
      .map(
        ({ path, head }) =>
          ({ kind: "detached HEAD", name: path, paths: pathsAt([head as string]), itself: false }) as const,
      )
      .filter(({ paths }) => paths.length > 0),
  ];
}

function shortNameOf({ name }: Ref, redactor: Redactor): { kind: RefKind; name: string } {
  const [prefix, kind] = PREFIXES.find(([prefix]) => name.startsWith(prefix)) ?? ["", "ref" as const];
  return { kind, name: redactor.mask(name.slice(prefix.length)) };
}
