import { detect } from "../detectors/detect.ts";
import { MASK } from "./redact.ts";

/** What stands between the dashes, slashes and blanks of a name. */
const PART = /[^\s/\\_-]{20,}/g;

/** Replaces keys in a text that only names something: a path or a word of the command line may be a key that was pasted there. */
export function maskKeys(text: string): string {
  return masked(text).replace(PART, masked);
}

function masked(text: string): string {
  return detect(text)
    .filter(({ detector }) => detector.kind !== "identifier")
    .reverse()
    .reduce((rest, { span }) => rest.slice(0, span.start) + MASK + rest.slice(span.end), text);
}
