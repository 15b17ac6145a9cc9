import type { CleanBlobs } from "../cleanBlobs.ts";
import type { Location, Tally } from "../fragment.ts";
import { ABSENT, type Change, type ChangedPath } from "../git/changes.ts";
import type { Introductions } from "./introductions.ts";
import type { NamedBlob } from "./namedBlobs.ts";

/** What need not, or cannot, be read. */
export interface Unwanted {
  readonly isIgnored: (path: string) => boolean;
  /** Objects that this clone does not have. */
  readonly absent: ReadonlySet<string>;
  readonly clean: CleanBlobs | undefined;
}

/** Selects the blobs to read, and the new names, from the paths that changes introduce. */
export class Wanted {
  /** New paths, with the first commit that was listed for each. */
  readonly names = new Map<string, Location>();
  /** Blobs to read again at another path: some keys are recognised only in certain files. */
  readonly others: NamedBlob[] = [];
  readonly #introductions: Introductions;
  readonly #unwanted: Unwanted;
  readonly #ignored = new Set<string>();
  readonly #tally: Tally;

  constructor(introductions: Introductions, unwanted: Unwanted, tally: Tally) {
    this.#introductions = introductions;
    this.#unwanted = unwanted;
    this.#tally = tally;
  }

  /**
   * Adds a path that a change introduces.
   * @param by the commit, or a change without a commit
   * @returns whether its blob has to be read, for the first time
   */
  add(entry: ChangedPath, by: string | Change, exposure: Location["exposure"]): boolean {
    const { path, mode, oid, before } = entry;
    if (mode === ABSENT) return false;
    const { isIgnored, absent, clean } = this.#unwanted;
    const ignored = isIgnored(path);
    if (!ignored && !this.names.has(path) && before.every((old) => old.mode === ABSENT))
      this.names.set(path, { path, commit: typeof by === "string" ? by : null, exposure });
    if (mode === "160000" || absent.has(oid)) return false;
    if (ignored) {
      this.#ignored.add(oid);
      return false;
    }
    const isFirst = !this.#introductions.has(oid);
    if (isFirst) this.#tally.blobs++;
    if (!this.#introductions.add({ oid, path }, by) || clean?.has(oid, path)) return false;
    if (!isFirst) this.others.push({ oid, path });
    return isFirst;
  }

  /** Adds a blob that has no path. @returns whether it has to be read */
  addNameless(oid: string): boolean {
    if (this.#introductions.has(oid) || this.#ignored.has(oid) || this.#unwanted.absent.has(oid))
      return false;
    const path = `(object ${oid})`;
    this.#tally.blobs++;
    this.#introductions.add({ oid, path });
    return this.#unwanted.clean?.has(oid, path) !== true;
  }

  /** Tallies the blobs that are at ignored paths only. */
  finish(): void {
    for (const oid of this.#ignored) if (!this.#introductions.has(oid)) this.#tally.ignored++;
  }
}
