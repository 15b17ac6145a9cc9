import { base64Decodings } from "./base64.ts";
import type { View } from "./detector.ts";
import { escapes } from "./escapes.ts";

/** A part of a text and what it says when decoded. Offsets are UTF-16, half-open. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Name of the encoding, as reports print it. */
  readonly kind: string;
}

/** Everything in a view that can be decoded by one layer, in order, without overlaps. */
export function decodings(view: View): Replacement[] {
  const found = [...base64Decodings(view), ...escapes(view.text)];
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = -1;
  return found.filter((replacement) => {
    if (replacement.start < end) return false;
    end = replacement.end;
    return true;
  });
}
