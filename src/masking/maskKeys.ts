import { detect } from "../../detectors/detect.ts";
import { MASK } from "./redact.ts";

/** Where a component of a name begins. */
const BORDER = /(?<=[\s/\\_-])(?=[^\s/\\_-])/;

const PART = /[^\s/\\_-]{20,}/g;

/** Masks keys in a name: somebody may have pasted one into a path or a command line. */
export function maskKeys(text: string): string {
  // From each component to the end, because a key may contain slashes; then each long component alone.
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
