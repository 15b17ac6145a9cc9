import type { Evidence, Exposure } from "../detectors/detector.ts";
import type { Sighting } from "./searchText.ts";
import type { Pieces } from "./text.ts";

/** Content to search, whole, and where it stands. */
export interface Fragment {
  /** To be read once, before the next fragment is asked for. */
  readonly pieces: Pieces;
  /** File name for detectors that need one, `/`-separated. */
  readonly path: string | undefined;
  /** Hears that there is nothing in it, and that all of it was read. */
  readonly onClean?: () => void;
  /** Where its sightings belong among those of others, when it is not read in that order: 0 unless told; `null`: nowhere. */
  readonly rank?: () => Promise<number | null>;
  /** The places where sightings in this content count: all of them on disk, those that are new in a commit. */
  places(sightings: readonly Sighting[]): Promise<readonly Place[]>;
}

/** One place of a fragment, with the sightings that count there. */
export interface Place {
  /** As in `Finding.path`, not yet masked. */
  readonly path: string;
  readonly commit: string | null;
  readonly exposure: Exposure;
  /** What the place itself tells. */
  readonly evidence?: Evidence;
  readonly sightings: readonly Sighting[];
}

/** A file's path as a place: one like `(commit message)` must not be taken for what is no file. */
export function filePlace(path: string): string {
  return isFile(path) ? path : `./${path}`;
}

/** Whether a place is the content of a file. */
export function isFile(place: string): boolean {
  return !/^\(.*\)$/s.test(place);
}

/** A place before it is known what counts there; who has its content already may be found out when it is asked. */
export interface Standing extends Omit<Place, "sightings" | "exposure"> {
  readonly exposure: Exposure | (() => Exposure | Promise<Exposure>);
}

/** A fragment that stands in one place and whose every sighting counts. */
export function wholeFragment(
  pieces: Pieces,
  { exposure, ...place }: Standing,
  rank?: Fragment["rank"],
): Fragment {
  return {
    pieces,
    path: place.path,
    ...(rank && { rank }),
    async places(sightings) {
      return [
        { ...place, exposure: typeof exposure === "function" ? await exposure() : exposure, sightings },
      ];
    },
  };
}

/** The same for content of which no commit is told: a file as it stands, standard input, an image. */
export function looseFragment(pieces: Pieces, path: string): Fragment {
  return wholeFragment(pieces, { path, commit: null, exposure: "disk" });
}

/** What a source hands over beside its fragments; complete after the last one. */
export interface Tally {
  commits: number;
  files: number;
  blobs: number;
  ignored: number;
  /** Bytes of what the source found to be clean itself: it is in no fragment. */
  clean: number;
  readonly skipped: { path: string; reason: string }[];
}

/** Content, one fragment at a time; disk, index, commits and stdin look alike. */
export interface Source {
  readonly fragments: AsyncIterable<Fragment>;
  readonly tally: Tally;
}

/** For a source that has not read anything yet. */
export function emptyTally(): Tally {
  return { commits: 0, files: 0, blobs: 0, ignored: 0, clean: 0, skipped: [] };
}
