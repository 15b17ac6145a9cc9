import type { Detector, Match, Severity } from "./detector.ts";
import { detectors as all } from "./index.ts";
import { keywordFinder } from "./keywords.ts";
import { views } from "./views.ts";

export interface DetectOptions {
  /** File name, `/`-separated: some shapes are only known in their file. */
  readonly path?: string;
  readonly detectors?: readonly Detector[];
}

const SEVERITIES: readonly Severity[] = ["low", "medium", "high", "critical"];
const CONFIDENCES = ["possible", "likely", "certain"];

const finderFor = (detectors: readonly Detector[]) =>
  keywordFinder(detectors.flatMap(({ keywords }) => keywords));
const keywordsOfAll = finderFor(all);

/**
 * Finds keys in a text, in the clear and up to three layers deep, in order of place. Pairs and proofs are made by
 * `correlate`, which can look at several texts; unconfirmed matches mean nothing before that.
 */
export function detect(text: string, options: DetectOptions = {}): Match[] {
  const found: Match[] = [];
  const keywordsIn = options.detectors === undefined ? keywordsOfAll : finderFor(options.detectors);
  for (const view of views(text, options.path)) {
    const keywords = keywordsIn(view.text);
    for (const detector of options.detectors ?? all) {
      if (detector.keywords.length > 0 && !detector.keywords.some((keyword) => keywords.has(keyword)))
        continue;
      for (const hit of detector.find(view)) {
        found.push({
          detector,
          span: view.toSource(hit.secret),
          value: view.text.slice(hit.secret.start, hit.secret.end),
          severity: hit.severity ?? detector.severity,
          confidence: hit.confidence,
          identifier: hit.identifier,
          evidence: hit.evidence ?? {},
          encodings: view.encodings(hit.secret),
          unconfirmed: hit.unconfirmed === true,
          credential: undefined,
        });
      }
    }
  }
  return withoutRivals(found);
}

/**
 * Where detectors claim the same place, the surest and most severe keeps it; a secret hidden with its id in one token
 * keeps both. In order of place.
 * @param found in the order of views: what was seen with less decoding comes first
 */
function withoutRivals(found: readonly Match[]): Match[] {
  const order = new Map(found.map((match, index) => [match, index]));
  const matches = [...found].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const beaten = new Set<Match>();
  for (const [index, match] of matches.entries()) {
    for (let next = index + 1; next < matches.length; next++) {
      const rival = matches[next] as Match;
      if (rival.span.start >= match.span.end) break;
      if (rival.detector === match.detector) {
        beaten.add((order.get(rival) ?? 0) > (order.get(match) ?? 0) ? rival : match);
      } else if (beats(rival, match)) beaten.add(match);
      else if (beats(match, rival)) beaten.add(rival);
    }
  }
  return matches.filter((match) => !beaten.has(match));
}

function beats(rival: Match, match: Match): boolean {
  if (rival.unconfirmed !== match.unconfirmed) return match.unconfirmed;
  // An id and its secret in one encoded token are two things in one place.
  if ((rival.detector.kind === "identifier") !== (match.detector.kind === "identifier")) return false;
  if (
    rival.encodings.length > 0 &&
    rival.value !== match.value &&
    !rival.value.includes(match.value) &&
    !match.value.includes(rival.value)
  )
    return false;
  const difference =
    CONFIDENCES.indexOf(rival.confidence) - CONFIDENCES.indexOf(match.confidence) ||
    SEVERITIES.indexOf(rival.severity) - SEVERITIES.indexOf(match.severity);
  if (difference !== 0) return difference > 0;
  return rival.detector.id < match.detector.id;
}
