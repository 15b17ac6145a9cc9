import { detect } from "../detectors/detect.ts";
import { MASK } from "./redact.ts";

/** Where a part of a name begins. */
const BORDER = /(?<=[\s/\\_-])(?=[^\s/\\_-])/;

const PART = /[^\s/\\_-]{20,}/g;

/** Replaces keys in a text that only names something: a path or a word of the command line may be a key that was pasted there. */
export function maskKeys(text: string): string {
  // From each part to the end, for a key may have slashes in it; then each long part alone.
  return text
    .split(BORDER)
    .reduceRight((rest, part) => masked(part + rest), "")
    .replace(PART, masked);
}

function masked(text: string): string {
  return detect(text)
    .filter(({ detector }) => detector.kind !== "identifier")
    .reverse()
    .reduce((rest, { span }) => rest.slice(0, span.start) + MASK + rest.slice(span.end), text);
}
