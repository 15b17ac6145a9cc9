import type { Unpacker } from "./archives/unpacker.ts";
import { base64Decodings } from "./base64.ts";
import type { View } from "./detector.ts";
import { escapes } from "./escapes.ts";
import { joins } from "./joins.ts";

/** A part of a text and what it says when decoded. Offsets are UTF-16, half-open. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Names of the encodings, outermost first, as reports print them. */
  readonly kinds: readonly string[];
}

/** Everything in a view that can be decoded by one layer, in order, without overlaps. */
export function decodings(view: View, unpacker: Unpacker): Replacement[] {
  const found = [...base64Decodings(view, unpacker), ...escapes(view.text), ...joins(view.text)];
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = -1;
  return found.filter((replacement) => {
    if (replacement.start < end) return false;
    end = replacement.end;
    return true;
  });
}
