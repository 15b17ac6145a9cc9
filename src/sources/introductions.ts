import { type Change, changesOf } from "../git/changes.ts";
import type { Repo } from "../git/repo.ts";
import { once } from "../once.ts";
import type { NamedBlob } from "./namedBlobs.ts";

/** The commits, or the changes without a commit, that introduce a blob at a path. */
interface Introduction {
  readonly path: string;
  readonly by: (string | Change)[];
  /** The same blob at another path. A linked list, because most blobs have one path only. */
  next: Introduction | undefined;
}

/**
 * Remembers which commits introduce which blob at which path. To save memory, nothing else of the changes is kept: few
 * blobs have findings, and for those git is asked again.
 */
export class Introductions {
  readonly #blobs = new Map<string, Introduction>();
  readonly #suspects = new Set<NamedBlob>();
  readonly #changes: () => Promise<ReadonlyMap<string | null, Change>>;

  constructor(repo: Repo) {
    this.#changes = once(async () => {
      const commits = [...this.#suspects].flatMap((blob) => this.#by(blob));
      const oids = new Set(commits.filter((by) => typeof by === "string"));
      return new Map((await changesOf(repo, [...oids])).map((change) => [change.commit, change]));
    });
  }

  /** Whether a blob was added, at any path. */
  has(oid: string): boolean {
    return this.#blobs.has(oid);
  }

  /** The path at which a blob was added first. */
  pathOf(oid: string): string {
    return (this.#blobs.get(oid) as Introduction).path;
  }

  /** @returns whether the blob is new at this path */
  add({ oid, path }: NamedBlob, ...by: (string | Change)[]): boolean {
    let last = this.#blobs.get(oid);
    for (; last !== undefined; last = last.next) {
      if (last.path === path) {
        last.by.push(...by);
        return false;
      }
      if (last.next === undefined) break;
    }
    const added = { path, by, next: undefined };
    if (last === undefined) this.#blobs.set(oid, added);
    else last.next = added;
    return true;
  }

  /** Notes that a blob may have findings, so that {@link changes} may be asked for it. */
  suspect(blob: NamedBlob): void {
    this.#suspects.add(blob);
  }

  /** Undoes {@link suspect}, for the same object. */
  acquit(blob: NamedBlob): void {
    this.#suspects.delete(blob);
  }

  /** The changes of all commits that introduce blobs suspected before the first call of this or {@link changes}. */
  async allChanges(): Promise<Iterable<Change>> {
    return (await this.#changes()).values();
  }

  /** The changes that introduce a blob at a path; it must have been suspected before the first call. */
  async changes(blob: NamedBlob): Promise<Change[]> {
    const changes = await this.#changes();
    return this.#by(blob).flatMap((by) => (typeof by === "string" ? (changes.get(by) ?? []) : by));
  }

  #by({ oid, path }: NamedBlob): readonly (string | Change)[] {
    let found = this.#blobs.get(oid);
    while (found !== undefined && found.path !== path) found = found.next;
    return found?.by ?? [];
  }
}
