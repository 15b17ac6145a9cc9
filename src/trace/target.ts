import { correlate } from "../../detectors/correlate.ts";
import type { Match } from "../../detectors/detector.ts";
import { KeylatchError } from "../errors.ts";
import { type Fingerprint, fingerprinter } from "../fingerprint.ts";
import { Redactor } from "../masking/redact.ts";
import { search } from "../search/search.ts";
import type { Sighting } from "../search/searchText.ts";
import type { Content } from "./contents.ts";

/** One value of the traced credential. Contains the secret, so it never leaves the trace. */
export interface Needle {
  readonly value: string;
  readonly part: Part;
}

/** What may be printed about a needle. */
export interface Part {
  /** Detector id; `null` for a key id that no detector finds by itself. */
  readonly detector: string | null;
  readonly title: string;
  readonly fingerprint: Fingerprint | null;
  readonly identifier: string | null;
  readonly isSecret: boolean;
  /** Recommended environment variable for it; `null` for an id. */
  readonly variable: string | null;
}

/** Access key ids, and Anypoint client ids with and without dashes: none is an ordinary word. */
const KEY_ID = /^(?:A[KS]IA[A-Z2-7]{16}|[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const FINGERPRINT = /^[0-9a-f]{4,32}$/;
const MOST_NAMED = 5;

/**
 * Finds the credential that a query names: all its parts, wherever one of them was found, and the redactor for what is
 * found.
 * @param query a fingerprint, the beginning of one, or a key id
 * @throws {KeylatchError} `unknown-credential`, `ambiguous-fingerprint`
 */
export async function findTarget(
  contents: AsyncIterable<Content>,
  salt: Buffer,
  query: string,
): Promise<{ readonly needles: readonly Needle[]; readonly redactor: Redactor }> {
  const sightings: Sighting[][] = [];
  const paths: (string | undefined)[] = [];
  for await (const { pieces, path } of contents) {
    const found = await search(pieces, path);
    if (found.length === 0) continue;
    sightings.push(found);
    paths.push(path);
  }
  const confirmed = correlate(
    sightings.map((some) => some.map(({ match }) => match)),
    paths,
  ).flat();
  const redactor = new Redactor(sightings.flat());
  const fingerprintOf = fingerprinter(salt);
  const meant = matchesOf(query, confirmed, (match) => fingerprintOf(match.value, match.detector.kind));
  if (meant.length === 0 && !isKeyId(query)) throw unknownCredential(query);
  const known = meant.length === 0 ? [query] : meant.flatMap(({ identifier }) => identifier ?? []);
  const ids = new Set(known.filter(isKeyId));
  const names = new Set(meant.flatMap(({ credential }) => credential ?? []));
  const parts = new Map<string, Part>();
  for (const match of confirmed) {
    const { detector, value, credential, identifier } = match;
    const belongs =
      meant.includes(match) ||
      (credential !== undefined && names.has(credential)) ||
      (identifier !== undefined && ids.has(identifier));
    if (!belongs || parts.has(value)) continue;
    parts.set(value, {
      detector: detector.id,
      title: detector.title,
      fingerprint: fingerprintOf(value, detector.kind),
      identifier: identifier === undefined ? null : redactor.mask(identifier),
      isSecret: detector.kind !== "identifier",
      variable: detector.remediation.variable,
    });
  }
  for (const id of ids) if (!parts.has(id)) parts.set(id, idPart(id));
  const needles = Array.from(parts, ([value, part]) => ({ value, part }));
  // Secrets first: where a secret is, its id usually is too, but not the other way round.
  return { needles: needles.sort((a, b) => Number(b.part.isSecret) - Number(a.part.isSecret)), redactor };
}

function matchesOf(
  query: string,
  confirmed: readonly Match[],
  fingerprintOf: (match: Match) => Fingerprint,
): Match[] {
  if (FINGERPRINT.test(query)) {
    const found = confirmed.filter((match) => fingerprintOf(match).startsWith(query));
    const fingerprints = [...new Set(found.map(fingerprintOf))];
    if (fingerprints.length > 1) throw ambiguous(query, fingerprints);
    if (found.length > 0) return found;
  }
  return confirmed.filter(({ identifier }) => identifier === query);
}

function isKeyId(text: string): boolean {
  return KEY_ID.test(text);
}

function idPart(id: string): Part {
  const title = /^A[KS]IA/.test(id) ? "AWS access key id" : "Anypoint client id";
  return { detector: null, title, fingerprint: null, identifier: id, isSecret: false, variable: null };
}

/** The error for a query that matches nothing. Repeats the query only if it cannot be a secret. */
export function unknownCredential(query: string): KeylatchError {
  const said = FINGERPRINT.test(query) || KEY_ID.test(query) ? `"${query}"` : "that";
  return new KeylatchError(
    "unknown-credential",
    `nothing in this repository has ${said} as its fingerprint or its id`,
    {
      hint: "Give a fingerprint, its first digits, or the id of a key (never the secret): `keylatch scan --all-history --format json` lists them.",
    },
  );
}

function ambiguous(query: string, fingerprints: readonly Fingerprint[]): KeylatchError {
  const shown = fingerprints.slice(0, MOST_NAMED).join(", ");
  const rest = fingerprints.length - MOST_NAMED;
  return new KeylatchError(
    "ambiguous-fingerprint",
    `${fingerprints.length} fingerprints begin with "${query}"`,
    { hint: `Give more of it: ${shown}${rest > 0 ? ` and ${rest} more` : ""}.` },
  );
}
