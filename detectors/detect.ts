import type { Detector, Match, Severity, Span } from "./detector.ts";
import { detectors as all } from "./index.ts";
import { views } from "./views.ts";

export interface DetectOptions {
  /** File name, `/`-separated: some shapes are only known in their file. */
  readonly path?: string;
  readonly detectors?: readonly Detector[];
}

const SEVERITIES: readonly Severity[] = ["low", "medium", "high", "critical"];
const CONFIDENCES = ["possible", "likely", "certain"];

/**
 * Finds keys in a text, in the clear and up to three layers deep, in order of place. Pairs and proofs are made by
 * `correlate`, which can look at several texts; unconfirmed matches mean nothing before that.
 */
export function detect(text: string, options: DetectOptions = {}): Match[] {
  const found: Match[] = [];
  for (const view of views(text, options.path)) {
    const lower = view.text.toLowerCase();
    for (const detector of options.detectors ?? all) {
      if (detector.keywords.length > 0 && !detector.keywords.some((keyword) => lower.includes(keyword)))
        continue;
      for (const hit of detector.find(view)) {
        const span = view.toSource(hit.secret);
        if (found.some((match) => match.detector === detector && overlaps(match.span, span))) continue;
        found.push({
          detector,
          span,
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
  return withoutRivals(found).sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** Where detectors claim the same place, the surest and most severe keeps it; a secret hidden with its id in one token keeps both. */
function withoutRivals(matches: readonly Match[]): Match[] {
  return matches.filter(
    (match) =>
      !matches.some((rival) => rival !== match && overlaps(match.span, rival.span) && beats(rival, match)),
  );
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
  return (
    rival.detector.id < match.detector.id ||
    (rival.detector === match.detector && rival.span.start < match.span.start)
  );
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
