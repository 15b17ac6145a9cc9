import type { CleanBlobs } from "../cleanBlobs.ts";
import type { Standing, Tally } from "../fragment.ts";
import { ABSENT, type Change, type ChangedPath } from "../git/changes.ts";
import type { Introductions } from "./introductions.ts";
import type { NamedBlob } from "./namedBlobs.ts";

/** What is not to be read. */
export interface Unwanted {
  readonly isIgnored: (path: string) => boolean;
  /** Objects that are not here. */
  readonly absent: ReadonlySet<string>;
  readonly clean: CleanBlobs | undefined;
}

/** Picks of what changes bring in the blobs to be read, and the new names. */
export class Wanted {
  /** Paths that were not there before, with the commit that was told of first. */
  readonly names = new Map<string, Standing>();
  /** Blobs that are to be read once more, under another path: some keys are only known in their file. */
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
   * Hears of a path that a change brings in.
   * @param by the commit, or a change that is no commit's
   * @returns whether its blob is to be read, for the first time
   */
  add(entry: ChangedPath, by: string | Change, exposure: Standing["exposure"]): boolean {
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

  /** Hears of a blob that has no path. @returns whether it is to be read */
  addNameless(oid: string): boolean {
    if (this.#introductions.has(oid) || this.#ignored.has(oid) || this.#unwanted.absent.has(oid))
      return false;
    const path = `(object ${oid})`;
    this.#tally.blobs++;
    this.#introductions.add({ oid, path });
    return this.#unwanted.clean?.has(oid, path) !== true;
  }

  /** Tells how many blobs stand at ignored paths only. */
  finish(): void {
    for (const oid of this.#ignored) if (!this.#introductions.has(oid)) this.#tally.ignored++;
  }
}
