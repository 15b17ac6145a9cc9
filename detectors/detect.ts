import { platformPassword } from "./anypoint/platform-password.ts";
import { type Detector, type Hit, type Match, type Span, severities, type View } from "./detector.ts";
import { isSampleUuid } from "./madeUp.ts";
import { signReader } from "./mayHoldKeys.ts";
import { SignReader } from "./signs/signs.ts";
import { tableSecrets } from "./tableSecrets.ts";
import { views } from "./views.ts";

export interface DetectOptions {
  /** File name, `/`-separated: some shapes are only known in their file. */
  readonly path?: string;
  readonly detectors?: readonly Detector[];
  /** Hears, as a phrase, why something in the text was not read: a bomb, an archive in an archive in an archive. */
  readonly onSkipped?: (reason: string) => void;
}

const CONFIDENCES = ["possible", "likely", "certain"];

/**
 * Finds keys in a text, in the clear and up to three layers deep, in order of place. Pairs and proofs are made by
 * `correlate`, which can look at several texts; unconfirmed matches mean nothing before that.
 */
export function detect(text: string, options: DetectOptions = {}): Match[] {
  const found: Match[] = [];
  const crowd = new Crowd();
  const signs = options.detectors === undefined ? signReader() : new SignReader(options.detectors);
  const add = (view: View, detector: Detector, hits: Iterable<Hit>) => {
    for (const hit of hits) {
      const value = view.text.slice(hit.secret.start, hit.secret.end);
      if (detector.kind === "generated" && isSampleUuid(value)) continue;
      const span = view.toSource(hit.secret);
      if (crowd.isFull(span)) continue;
      found.push({
        detector,
        span,
        value,
        severity: hit.severity ?? detector.severity,
        confidence: hit.confidence,
        identifier: hit.identifier,
        evidence: hit.evidence ?? {},
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

/** Counts what is hidden in one encoded token, which is one place however much is in it. */
class Crowd {
  static readonly MOST = 100;
  readonly #sizes = new Map<number, number>();

  isFull({ start }: Span): boolean {
    const size = this.#sizes.get(start) ?? 0;
    this.#sizes.set(start, size + 1);
    return size >= Crowd.MOST;
  }
}

/**
 * Where detectors claim the same place, the surest and most severe keeps it; of one detector, what was seen with less
 * decoding does, unless decoding shows the name of the same value. In order of place.
 * @param found in the order of views
 */
function withoutRivals(found: readonly Match[]): Match[] {
  const order = new Map(found.map((match, index) => [match, index]));
  const isLater = (a: Match, b: Match) => (order.get(a) as number) > (order.get(b) as number);
  const matches = [...found].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  // What its own detector sees better elsewhere takes nothing from another one.
  const own = without(matches, (match, rival) => {
    if (match.detector !== rival.detector) return null;
    const [plain, decoded] = isLater(rival, match) ? [match, rival] : [rival, match];
    return plain.value === decoded.value && beats(decoded, plain) ? plain : decoded;
  });
  return without(own, (match, rival) => (beats(rival, match) ? match : rival));
}

/** What is left of matches when of each two in one place the loser is taken away; `null` for none. */
function without(matches: readonly Match[], loser: (match: Match, rival: Match) => Match | null): Match[] {
  const beaten = new Set<Match | null>();
  for (const [index, match] of matches.entries()) {
    for (let next = index + 1; next < matches.length; next++) {
      const rival = matches[next] as Match;
      if (rival.span.start >= match.span.end) break;
      if (!areTwoThings(match, rival)) beaten.add(loser(match, rival));
    }
  }
  return matches.filter((match) => !beaten.has(match));
}

/** Whether matches in one place are two secrets, or an id and a secret, hidden in one encoded token. */
function areTwoThings(a: Match, b: Match): boolean {
  if (a.encodings.length === 0 || b.encodings.length === 0) return false;
  if (a.value.includes(b.value) || b.value.includes(a.value)) return false;
  if (a.detector !== b.detector || a.detector.kind !== "chosen") return true;
  // A chosen value looks different with its escapes undone.
  return a.encodings.join() === b.encodings.join();
}

function beats(rival: Match, match: Match): boolean {
  if (rival.unconfirmed !== match.unconfirmed) return match.unconfirmed;
  const difference =
    CONFIDENCES.indexOf(rival.confidence) - CONFIDENCES.indexOf(match.confidence) ||
    severities.indexOf(match.severity) - severities.indexOf(rival.severity);
  if (difference !== 0) return difference > 0;
  return rival.detector.id < match.detector.id;
}
