import type { Origin } from "../finding.ts";
import { changeAgainst } from "../git/changes.ts";
import { type CommitFacts, commitFacts } from "../git/commitFacts.ts";
import { makers } from "../git/reflog.ts";
import type { Repo } from "../git/repo.ts";
import { changeDigest, type Receipt } from "../policy/receipt.ts";

/** From what is worst to say about a commit to what is best. */
const RESULTS = ["blocked", "overridden", "passed"] as const;

/** Who wrote each commit, and what the hook on this machine knows of it. */
export async function originsOf(
  repo: Repo,
  commits: readonly string[],
  receipts: readonly Receipt[],
): Promise<ReadonlyMap<string, Origin>> {
  if (commits.length === 0) return new Map();
  const bases = receipts.flatMap(({ parents }) => (parents.length === 1 ? parents : []));
  const passages = new Passages(repo, receipts, await commitFacts(repo, [...commits, ...bases]));
  const made = await makers(repo);
  const origins = new Map<string, Origin>();
  for (const commit of new Set(commits)) {
    const facts = passages.facts.get(commit);
    if (facts === undefined) continue;
    const receipt = await passages.of(commit);
    origins.set(commit, {
      author: facts.author,
      hook: {
        result: receipt?.result ?? "none",
        time: receipt?.time ?? null,
        made: made.get(commit) ?? null,
      },
    });
  }
  return origins;
}

/** Finds the receipts of commits: the hook notes what a change was compared with, and a digest of it. */
class Passages {
  readonly #repo: Repo;
  readonly facts: ReadonlyMap<string, CommitFacts>;
  /** Receipts by what the change was compared with. */
  readonly #byParents = new Map<string, Receipt[]>();
  /** Commits by their parents. */
  readonly #siblings = new Map<string, string[]>();

  constructor(repo: Repo, receipts: readonly Receipt[], facts: ReadonlyMap<string, CommitFacts>) {
    this.#repo = repo;
    this.facts = facts;
    for (const receipt of receipts) push(this.#byParents, receipt.parents.join(" "), receipt);
    for (const [commit, { parents }] of facts) push(this.#siblings, parents.join(" "), commit);
  }

  /**
   * The last receipt of a commit. One made by `--amend` was compared with the commit it replaces, so what stood in
   * that one has to have a receipt too.
   */
  async of(
    commit: string,
    seen: ReadonlySet<string> = new Set(),
  ): Promise<Pick<Receipt, "result" | "time"> | null> {
    const parents = this.facts.get(commit)?.parents;
    if (parents === undefined || seen.has(commit)) return null;
    const own = await this.#receipt(commit, parents);
    if (own !== null) return own;
    for (const replaced of this.#siblings.get(parents.join(" ")) ?? []) {
      if (replaced === commit) continue;
      const amended = await this.#receipt(commit, [replaced]);
      const before = amended === null ? null : await this.of(replaced, new Set([...seen, commit]));
      if (amended !== null && before !== null) return worse(before, amended);
    }
    return null;
  }

  async #receipt(commit: string, parents: readonly string[]): Promise<Receipt | null> {
    const candidates = this.#byParents.get(parents.join(" "));
    if (candidates === undefined) return null;
    const change = changeDigest((await changeAgainst(this.#repo, commit, parents)).paths);
    return candidates.findLast((receipt) => receipt.change === change) ?? null;
  }
}

function worse<T extends Pick<Receipt, "result">>(a: T, b: T): T {
  return RESULTS.indexOf(a.result) < RESULTS.indexOf(b.result) ? a : b;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
