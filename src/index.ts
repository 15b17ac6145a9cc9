/**
 * The detector library: finds keys in text. Knows nothing of git, files or configuration.
 * @packageDocumentation
 */
export { correlate } from "../detectors/correlate.ts";
export { type DetectOptions, detect } from "../detectors/detect.ts";
export type {
  Confidence,
  Detector,
  Evidence,
  Family,
  Match,
  Remediation,
  Severity,
  Span,
  Step,
} from "../detectors/detector.ts";
export { detectors } from "../detectors/index.ts";
