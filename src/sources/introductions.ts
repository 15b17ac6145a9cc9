import { type Change, changesOf } from "../git/changes.ts";
import type { Repo } from "../git/repo.ts";
import { once } from "../once.ts";
import type { NamedBlob } from "./namedBlobs.ts";

/** Where a blob comes in under a path: by commits, or by a change that is no commit's. */
interface Introduction {
  readonly path: string;
  readonly by: (string | Change)[];
  /** The same blob under another path: most have one path only, and need no list. */
  next: Introduction | undefined;
}

/**
 * Remembers which commits bring in which blob under which path, and nothing else of them: few blobs have something in
 * them, and for those git is asked again.
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

  /** Whether a blob was added, under whatever path. */
  has(oid: string): boolean {
    return this.#blobs.has(oid);
  }

  /** The path under which a blob was added first. */
  pathOf(oid: string): string {
    return (this.#blobs.get(oid) as Introduction).path;
  }

  /** @returns whether the blob was not known under this path */
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

  /** Says that a blob may have something in it: {@link changes} may be asked for. */
  suspect(blob: NamedBlob): void {
    this.#suspects.add(blob);
  }

  /** Takes {@link suspect} back; the blob has to be the very object. */
  acquit(blob: NamedBlob): void {
    this.#suspects.delete(blob);
  }

  /** The changes of commits that bring in what was suspected before this was first asked. */
  async allChanges(): Promise<Iterable<Change>> {
    return (await this.#changes()).values();
  }

  /** The changes that bring in a blob under a path, of those suspected before this was first asked. */
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
