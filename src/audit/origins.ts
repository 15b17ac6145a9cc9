import { groupBy } from "../../detectors/groupBy.ts";
import type { Origin } from "../finding.ts";
import { type Change, changeAgainst, changesOf } from "../git/changes.ts";
import { type CommitFacts, commitFacts } from "../git/commitFacts.ts";
import { makers } from "../git/reflog.ts";
import type { Repo } from "../git/repo.ts";
import { changeDigest, type Receipt } from "../policy/receipt.ts";

/** Results of the hook, worst first. */
const RESULTS = ["blocked", "overridden", "passed"] as const;

/** The author of each commit, and the hook's result for it on this machine. */
export async function originsOf(
  repo: Repo,
  commits: readonly string[],
  receipts: readonly Receipt[],
): Promise<ReadonlyMap<string, Origin>> {
  if (commits.length === 0) return new Map();
  const bases = receipts.flatMap(({ parents }) => (parents.length === 1 ? parents : []));
  const facts = await commitFacts(repo, [...commits, ...bases]);
  const index = new ReceiptIndex(
    repo,
    receipts,
    facts,
    receipts.length === 0 ? [] : await changesOf(repo, [...new Set(commits)]),
  );
  const made = await makers(repo);
  const origins = new Map<string, Origin>();
  for (const commit of new Set(commits)) {
    const author = facts.get(commit)?.author;
    if (author === undefined) continue;
    const receipt = await index.of(commit);
    const moved = receipt === null ? index.ofSameChange(commit) : null;
    origins.set(commit, {
      author,
      hook: {
        result: receipt?.result ?? "none",
        time: receipt?.time ?? null,
        made: made.get(commit) ?? null,
        sameChange: moved?.result ?? null,
      },
    });
  }
  return origins;
}

type HookResult = Pick<Receipt, "result" | "time">;

/** Finds the receipts of commits. A receipt has the parents of a change and a digest of it. */
class ReceiptIndex {
  readonly #repo: Repo;
  readonly #receipts: readonly Receipt[];
  readonly #facts: ReadonlyMap<string, CommitFacts>;
  /** Digest of each commit's change, compared with its parents. */
  readonly #digests: ReadonlyMap<string, string>;
  /** Receipts by the parents of the change. */
  readonly #byParents: ReadonlyMap<string, ReadonlySet<Receipt>>;
  /** Commits by their parents. */
  readonly #siblings: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #known = new Map<string, HookResult | null>();

  constructor(
    repo: Repo,
    receipts: readonly Receipt[],
    facts: ReadonlyMap<string, CommitFacts>,
    changes: readonly Change[],
  ) {
    this.#repo = repo;
    this.#receipts = receipts;
    this.#facts = facts;
    this.#digests = new Map(changes.map(({ commit, paths }) => [commit ?? "", changeDigest(paths)]));
    this.#byParents = groupBy(receipts, ({ parents }) => parents.join(" "));
    this.#siblings = groupBy(facts.keys(), (commit) => facts.get(commit)?.parents.join(" ") ?? "");
  }

  /** The last receipt of a commit. */
  async of(commit: string): Promise<HookResult | null> {
    const known = this.#known.get(commit);
    if (known !== undefined) return known;
    // Commits with equal content that were amended into each other would recurse without end.
    this.#known.set(commit, null);
    const parents = this.#facts.get(commit)?.parents;
    const found =
      parents === undefined
        ? null
        : ((await this.#receipt(commit, parents)) ?? (await this.#ofAmended(commit, parents)));
    this.#known.set(commit, found);
    return found;
  }

  /** The hook compared a commit made by `--amend` with the commit that it replaces, so that one has to have a receipt as well. */
  async #ofAmended(commit: string, parents: readonly string[]): Promise<HookResult | null> {
    for (const replaced of this.#siblings.get(parents.join(" ")) ?? []) {
      const amended = replaced === commit ? null : await this.#receipt(commit, [replaced]);
      if (amended === null) continue;
      if (amended.result === "blocked") return amended;
      const before = await this.of(replaced);
      if (before !== null) return worse(before, amended);
    }
    return null;
  }

  /** The last receipt of the same change on another parent, from before a rebase or cherry-pick. */
  ofSameChange(commit: string): HookResult | null {
    const digest = this.#digests.get(commit);
    return this.#receipts.findLast(({ change }) => change === digest) ?? null;
  }

  async #receipt(commit: string, parents: readonly string[]): Promise<Receipt | null> {
    const candidates = this.#byParents.get(parents.join(" "));
    if (candidates === undefined) return null;
    const own = parents === this.#facts.get(commit)?.parents ? this.#digests.get(commit) : undefined;
    const digest = own ?? changeDigest((await changeAgainst(this.#repo, commit, parents)).paths);
    return [...candidates].findLast(({ change }) => change === digest) ?? null;
  }
}

function worse<T extends Pick<Receipt, "result">>(a: T, b: T): T {
  return RESULTS.indexOf(a.result) < RESULTS.indexOf(b.result) ? a : b;
}
