import { type Member, Unpacker } from "../detectors/archives/unpacker.ts";
import { type OnSkipped, type Sighting, searchText } from "./search.ts";
import { beginning, type Pieces } from "./text.ts";

/** Bytes of an archive, and of what comes out of it. */
const MOST_PACKED = 10 << 20;
const MOST_UNPACKED = 128 << 20;

/**
 * Finds keys in the files of an archive. They have no line in it: the archive itself is their place, and the evidence
 * names the file and the line inside.
 * @param kind as in `archiveKind`
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
  // No more of it is held than can be unpacked.
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
  // What cannot be unpacked may still hold something in the clear.
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
