import { correlate } from "../detectors/correlate.ts";
import type { Finding, Scanned, Skipped } from "./finding.ts";
import { fingerprinter } from "./fingerprint.ts";
import { type Fragment, isFile, type Place, type Source } from "./fragment.ts";
import { maskKeys } from "./masking/maskKeys.ts";
import { Redactor } from "./masking/redact.ts";
import { withPeers } from "./peers.ts";
import { inlineReason } from "./policy/inlineAllow.ts";
import { overridesFolder } from "./policy/record.ts";
import { isClean } from "./search/isClean.ts";
import { search } from "./search/search.ts";
import type { Sighting } from "./search/searchText.ts";
import type { Pieces } from "./search/text.ts";

/** The result of a scan. Only the redactor still knows the secrets. */
export interface ScanResult {
  readonly findings: readonly Finding[];
  readonly redactor: Redactor;
  readonly scanned: Scanned;
  readonly skipped: readonly Skipped[];
  readonly ignored: number;
}

/**
 * Searches every fragment of a source, correlates all sightings (pairs, proofs), keeps those that count in their place,
 * and turns them into findings, which hold no secret.
 */
export async function scan(source: Source, salt: Buffer): Promise<ScanResult> {
  const { seen, unread, bytes } = await searched(source);
  const confirmed = correlate(
    seen.map(({ sightings }) => sightings.map(({ match }) => match)),
    seen.map(({ path }) => path),
  );
  const real = new Set(confirmed.flat());
  const redactor = new Redactor(
    seen.flatMap(({ sightings }) => sightings),
    (match) => real.has(match),
  );
  const fingerprint = fingerprinter(salt);
  const findings: Finding[] = [];
  for (const { sightings, places } of seen) {
    const kept = sightings.filter(({ match }) => real.has(match));
    if (kept.length === 0) continue;
    for (const place of await places(kept)) {
      // Override records contain the identifiers of what they let through.
      const isRecord = place.path.startsWith(`${overridesFolder}/`);
      for (const sighting of place.sightings) {
        if (isRecord && sighting.match.detector.kind === "identifier") continue;
        findings.push(findingOf(sighting, place, redactor, fingerprint));
      }
    }
  }
  const { commits, files, blobs, ignored, clean, skipped } = source.tally;
  return {
    findings: withPeers(distinct(findings)),
    redactor,
    scanned: { commits, files, blobs, bytes: bytes + clean },
    skipped: [...skipped, ...differing(unread)].map(({ path, reason }) => ({
      path: maskKeys(redactor.maskPath(path)),
      reason: redactor.mask(reason),
    })),
    ignored,
  };
}

interface Seen {
  readonly sightings: readonly Sighting[];
  readonly path: Fragment["path"];
  readonly places: Fragment["places"];
}

/** Searches the fragments of a source. Returns those with sightings in order, what could not be read, and the bytes read. */
async function searched(source: Source): Promise<{ seen: Seen[]; unread: Skipped[]; bytes: number }> {
  const unordered: (Seen & { readonly rank: Promise<number | null> })[] = [];
  const unread: Skipped[] = [];
  let bytes = 0;
  // Keeps only `places` of a fragment, so that its bytes can be freed once searched.
  for await (const { pieces, path, places, rank, onClean } of source.fragments) {
    if (Array.isArray(pieces) && pieces.length === 1 && isClean(pieces[0], path)) {
      bytes += pieces[0].length;
      onClean?.();
      continue;
    }
    const skippedBefore = unread.length;
    const sightings = await search(counted(pieces), path, (reason) =>
      unread.push({ path: path ?? "(no name)", reason }),
    );
    if (sightings.length > 0) {
      const ranked = rank?.() ?? Promise.resolve(0);
      // An error is thrown by `inOrder`, after everything was read; until then it must not count as unhandled.
      ranked.catch(() => undefined);
      unordered.push({ sightings, path, places, rank: ranked });
    } else if (unread.length === skippedBefore) onClean?.();
  }
  async function* counted(pieces: Pieces): AsyncGenerator<Buffer> {
    for await (const piece of pieces) {
      bytes += piece.length;
      yield piece;
    }
  }
  return { seen: await inOrder(unordered), unread, bytes };
}

/** Sorts by rank, in order of arrival within a rank, and drops those without one. */
async function inOrder(seen: readonly (Seen & { readonly rank: Promise<number | null> })[]) {
  const ranks = await Promise.all(seen.map(({ rank }) => rank));
  return seen
    .map((entry, index) => ({ ...entry, rank: ranks[index] as number | null }))
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => Number(a.rank) - Number(b.rank));
}

function findingOf(
  sighting: Sighting,
  place: Place,
  redactor: Redactor,
  fingerprint: ReturnType<typeof fingerprinter>,
): Finding {
  const { match, line, column, endLine, endColumn } = sighting;
  // An allowing comment counts in files only: people who read the files would not see one in a message or a name.
  const reason = isFile(place.path) ? inlineReason(sighting) : null;
  return {
    detector: match.detector.id,
    family: match.detector.family,
    title: match.detector.title,
    kind: match.detector.kind,
    severity: match.severity,
    confidence: match.confidence,
    path: redactor.maskPath(place.path),
    line,
    column,
    endLine,
    endColumn,
    commit: place.commit,
    fingerprint: fingerprint(match.value, match.detector.kind),
    identifier: match.identifier === undefined ? null : redactor.mask(match.identifier),
    evidence: Object.fromEntries(
      Object.entries({ ...match.evidence, ...place.evidence }).map(([name, value]) => [
        name,
        redactor.mask(value as string),
      ]),
    ),
    encodings: match.encodings,
    credential: match.credential === undefined ? null : redactor.mask(match.credential),
    exposure: place.exposure,
    inlineAllow: reason === null ? null : redactor.mask(reason),
    excerpt: redactor.excerpt(sighting),
  };
}

/** Each file and reason once, sorted by file, because blobs of a history are read in no fixed order. */
function differing(skipped: readonly Skipped[]): Skipped[] {
  const entries = new Map(skipped.map((entry) => [`${entry.path}\0${entry.reason}`, entry]));
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

/** Drops duplicates: a range may name a commit twice, and a blob may have two names in one commit. */
function distinct(findings: readonly Finding[]): Finding[] {
  const key = (f: Finding) => [f.detector, f.commit, f.path, f.line, f.column, f.fingerprint].join("\0");
  return [...new Map(findings.map((finding) => [key(finding), finding])).values()];
}
