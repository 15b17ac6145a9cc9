import type { Evidence, Exposure } from "../detectors/detector.ts";
import type { Sighting } from "./search/searchText.ts";
import type { Pieces } from "./search/text.ts";

/** One piece of content to search, such as a blob or a message, and where it is. */
export interface Fragment {
  /** Can be read once, before the next fragment is requested. */
  readonly pieces: Pieces;
  /** File name, for detectors that look at it; `/`-separated. */
  readonly path: string | undefined;
  /** Called if all of it was read and nothing was found. */
  readonly onClean?: () => void;
  /** Position of its sightings in the report, if fragments come in another order; 0 by default. `null` drops them. */
  readonly rank?: () => Promise<number | null>;
  /** The places in which sightings count: on disk all of them, in a commit the new ones. */
  places(sightings: readonly Sighting[]): Promise<readonly Place[]>;
}

/** A place that has the fragment's content, with the sightings that count there. */
export interface Place {
  /** As in `Finding.path`, not yet masked. */
  readonly path: string;
  readonly commit: string | null;
  readonly exposure: Exposure;
  /** Evidence that follows from the place. */
  readonly evidence?: Evidence;
  readonly sightings: readonly Sighting[];
}

/** The place of a file: its path, with `./` in front if it could be mistaken for a place that is no file. */
export function filePlace(path: string): string {
  return isFile(path) ? path : `./${path}`;
}

/** Whether a place is the content of a file. */
export function isFile(place: string): boolean {
  return !/^\(.*\)$/s.test(place);
}

/** A place without its sightings. The exposure may be a function, called only if something is found. */
export interface Location extends Omit<Place, "sightings" | "exposure"> {
  readonly exposure: Exposure | (() => Exposure | Promise<Exposure>);
}

/** A fragment with one place, in which every sighting counts. */
export function wholeFragment(
  pieces: Pieces,
  { exposure, ...place }: Location,
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

/** The same for content that belongs to no commit: a file on disk, standard input, an image. */
export function looseFragment(pieces: Pieces, path: string): Fragment {
  return wholeFragment(pieces, { path, commit: null, exposure: "disk" });
}

/** What a source counted. Complete after its last fragment. */
export interface Tally {
  commits: number;
  files: number;
  blobs: number;
  ignored: number;
  /** Bytes of content that the source itself found to be clean and did not turn into fragments. */
  clean: number;
  readonly skipped: { path: string; reason: string }[];
}

/** Content from disk, the index, commits or standard input, one fragment at a time. */
export interface Source {
  readonly fragments: AsyncIterable<Fragment>;
  readonly tally: Tally;
}

/** The tally of a source that has read nothing yet. */
export function emptyTally(): Tally {
  return { commits: 0, files: 0, blobs: 0, ignored: 0, clean: 0, skipped: [] };
}
