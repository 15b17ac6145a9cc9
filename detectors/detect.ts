import { platformPassword } from "./anypoint/platform-password.ts";
import { assignments } from "./assignments.ts";
import {
  type Detector,
  type Evidence,
  type FoundEvidence,
  type Hit,
  type Match,
  type Span,
  severities,
  type View,
} from "./detector.ts";
import { isSampleUuid } from "./madeUp.ts";
import { signReader } from "./mayHoldKeys.ts";
import { isPlausible } from "./plausible.ts";
import { SignReader } from "./signs/signs.ts";
import { views } from "./views.ts";

export interface DetectOptions {
  /** Path of the file, `/`-separated: some secrets are recognized only in files of a certain name. */
  readonly path?: string;
  /** All detectors when left out. */
  readonly detectors?: readonly Detector[];
  /** Called with a phrase that says why a part of the text was not read: a decompression bomb, an archive nested too deep. */
  readonly onSkipped?: (reason: string) => void;
}

const CONFIDENCES = ["possible", "likely", "certain"];

/**
 * Finds keys in a text, in the clear and up to three layers of encoding deep. Matches are in order of place. Those that
 * are unconfirmed count only if `correlate`, which can look at several texts, confirms them.
 */
export function detect(text: string, options: DetectOptions = {}): Match[] {
  const found: Match[] = [];
  const counter = new HitCounter();
  const signs = options.detectors === undefined ? signReader() : new SignReader(options.detectors);
  const add = (view: View, detector: Detector, hits: Iterable<Hit>) => {
    for (const hit of hits) {
      const value = view.text.slice(hit.secret.start, hit.secret.end);
      if (detector.kind === "generated" && isSampleUuid(value)) continue;
      const span = view.toSource(hit.secret);
      if (!counter.admits(detector, span)) continue;
      found.push({
        detector,
        span,
        value,
        severity: hit.severity ?? detector.severity,
        confidence: hit.confidence,
        identifier: hit.identifier,
        evidence: known(hit.evidence ?? {}),
        encodings: view.encodings(hit.secret),
        unconfirmed: hit.unconfirmed === true,
        credential: undefined,
      });
    }
  };
  for (const view of views(text, options.path, options.onSkipped)) {
    const before = found.length;
    for (const detector of signs.wokenBy(view.text, options.path)) add(view, detector, detector.find(view));
    // A match needs a detector; as nothing confirms these, it does not matter which.
    if (found.length > before && options.detectors === undefined)
      add(view, platformPassword, tableSecrets(view));
  }
  return withoutRivals(found);
}

/**
 * The secrets of all systems in the cells of tables, unconfirmed: those of others are not reported, but masked on the
 * lines shown with a finding.
 */
function* tableSecrets(view: View): Generator<Hit> {
  for (const assignment of assignments(view))
    if (assignment.parents.startsWith("csv.") && isPlausible(assignment, view, 4))
      yield { secret: assignment.span, confidence: "possible", unconfirmed: true };
}

/** The facts that were found. */
function known(evidence: FoundEvidence): Evidence {
  return Object.fromEntries(Object.entries(evidence).filter(([, fact]) => fact !== undefined));
}

/** Most hits of a detector in one place. Everything in one encoded token has the same place. */
const MOST_HITS = 100;

/** Counts the hits of each detector in each place. */
class HitCounter {
  readonly #counts = new Map<string, number>();

  /** Counts a hit. @returns whether its place has room for it */
  admits({ id }: Detector, { start }: Span): boolean {
    const place = `${id} ${start}`;
    const count = (this.#counts.get(place) ?? 0) + 1;
    this.#counts.set(place, count);
    return count <= MOST_HITS;
  }
}

/**
 * Keeps one of overlapping matches. Between detectors it is the surest, then the most severe; of one detector, the one
 * found with less decoding, unless a later view has the same value with better evidence, such as its name.
 * @param found in the order of views
 * @returns what is kept, in order of place
 */
function withoutRivals(found: readonly Match[]): Match[] {
  const order = new Map(found.map((match, index) => [match, index]));
  const isLater = (a: Match, b: Match) => (order.get(a) as number) > (order.get(b) as number);
  const matches = [...found].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  // First each detector's own: a match that loses here must not beat that of another detector.
  const own = without(matches, (match, rival) => {
    if (match.detector !== rival.detector) return null;
    const [plain, decoded] = isLater(rival, match) ? [match, rival] : [rival, match];
    return plain.value === decoded.value && beats(decoded, plain) ? plain : decoded;
  });
  return without(own, (match, rival) => (beats(rival, match) ? match : rival));
}

/** Removes the loser of every two overlapping matches; `loser` returns `null` where both stay. */
function without(matches: readonly Match[], loser: (match: Match, rival: Match) => Match | null): Match[] {
  const beaten = new Set<Match | null>();
  for (const [index, match] of matches.entries()) {
    for (let next = index + 1; next < matches.length; next++) {
      const rival = matches[next] as Match;
      if (rival.span.start >= match.span.end) break;
      if (!areDifferentSecrets(match, rival)) beaten.add(loser(match, rival));
    }
  }
  return matches.filter((match) => !beaten.has(match));
}

/** Whether overlapping matches are two secrets, or an id and a secret, inside one encoded token. */
function areDifferentSecrets(a: Match, b: Match): boolean {
  if (a.encodings.length === 0 || b.encodings.length === 0) return false;
  if (a.value.includes(b.value) || b.value.includes(a.value)) return false;
  if (a.detector !== b.detector || a.detector.kind !== "chosen") return true;
  // In another view it may be the same value with its escapes decoded.
  return a.encodings.join() === b.encodings.join();
}

/** Whether a rival is confirmed where a match is not, else surer, more severe, or first by detector id. */
function beats(rival: Match, match: Match): boolean {
  if (rival.unconfirmed !== match.unconfirmed) return match.unconfirmed;
  const difference =
    CONFIDENCES.indexOf(rival.confidence) - CONFIDENCES.indexOf(match.confidence) ||
    severities.indexOf(match.severity) - severities.indexOf(rival.severity);
  if (difference !== 0) return difference > 0;
  return rival.detector.id < match.detector.id;
}
