import { archiveKind, MAGIC_LENGTH } from "./archiveKind.ts";
import { type OnSkipped, type Sighting, searchText } from "./searchText.ts";
import { beginning, type Pieces } from "./text.ts";

/** Finds keys in a file, ordered by position; of an archive, in the files it contains. */
export async function search(
  pieces: Pieces,
  path: string | undefined,
  onSkipped: OnSkipped = () => {},
): Promise<Sighting[]> {
  const { first, all } = await beginning(pieces, MAGIC_LENGTH);
  const kind = archiveKind(first);
  if (kind === null) return searchText(all, path, onSkipped);
  // Loaded only when needed: few files are archives.
  const { searchArchive } = await import("./searchArchive.ts");
  return searchArchive(all, kind, path, onSkipped);
}
