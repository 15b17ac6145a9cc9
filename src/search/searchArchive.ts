import { type Member, Unpacker } from "../../detectors/archives/unpacker.ts";
import { type OnSkipped, type Sighting, searchText } from "./searchText.ts";
import { beginning, type Pieces } from "./text.ts";

/** Largest archive that is unpacked, and most that is unpacked from it, in bytes. */
const MOST_PACKED = 10 << 20;
const MOST_UNPACKED = 128 << 20;

/**
 * Finds keys in the files of an archive. The position of each sighting is the start of the archive; its evidence names
 * the file inside and the line in that.
 * @param kind as `archiveKind` returns it
 */
export async function searchArchive(
  pieces: Pieces,
  kind: string,
  path: string | undefined,
  onSkipped: OnSkipped,
): Promise<Sighting[]> {
  if (kind !== "gzip" && kind !== "zip") {
    onSkipped(`${kind} archives cannot be unpacked`);
    return searchText(pieces, path, onSkipped);
  }
  // Holds no more than can be unpacked.
  const { first: bytes, all } = await beginning(pieces, MOST_PACKED + 1);
  if (bytes.length > MOST_PACKED) {
    onSkipped(`${kind} archive is larger than ${MOST_PACKED >> 20} MiB`);
    return searchText(all, path, onSkipped);
  }
  const found: Sighting[] = [];
  let isEmpty = true;
  for (const member of new Unpacker(MOST_UNPACKED, onSkipped).members(bytes)) {
    isEmpty = false;
    const sightings = await searchText([member.bytes], member.name ?? path, onSkipped);
    found.push(...sightings.map((sighting) => inArchive(sighting, member)));
  }
  // A file that cannot be unpacked may still contain a key in plain text.
  return isEmpty ? searchText([bytes], path, onSkipped) : found;
}

function inArchive({ match, line }: Sighting, { name, packings }: Member): Sighting {
  return {
    match: {
      ...match,
      encodings: [...new Set([...packings, ...match.encodings])],
      evidence: { ...match.evidence, member: `${name ?? "content"}:${line}` },
    },
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 1,
    source: match.value,
    lines: [],
  };
}
