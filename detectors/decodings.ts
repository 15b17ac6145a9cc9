import type { Unpacker } from "./archives/unpacker.ts";
import { base64Decodings } from "./base64.ts";
import type { View } from "./detector.ts";
import { escapes } from "./escapes.ts";
import { joins } from "./joins.ts";
import type { Replacement } from "./replacement.ts";

/** Everything in a view that one layer of decoding can replace, in order, without overlaps. */
export function decodings(view: View, unpacker: Unpacker): Replacement[] {
  const lists = [base64Decodings(view, unpacker), escapes(view.text), joins(view.text)];
  const [only, ...others] = lists.filter((list) => list.length > 0);
  // Each list is in order.
  const found =
    others.length === 0 ? (only ?? []) : lists.flat().sort((a, b) => a.start - b.start || b.end - a.end);
  let end = -1;
  return found.filter((replacement) => {
    if (replacement.start < end) return false;
    end = replacement.end;
    return true;
  });
}
