import { Unpacker } from "./archives/unpacker.ts";
import { base64Decodings } from "./base64.ts";
import type { Span, View } from "./detector.ts";
import { escapes } from "./escapes.ts";
import { firstIndex } from "./firstIndex.ts";
import { withGaps } from "./gaps.ts";
import { joins } from "./joins.ts";
import type { Replacement } from "./replacement.ts";
import { plainView } from "./view.ts";

/** Layers of decoding: base64 in JSON in base64 is read, one more layer is not. */
const MAX_DEPTH = 3;

/** Most bytes unpacked from all archives in base64 together. */
const MOST_UNPACKED = 1 << 23;

/**
 * The text itself, then layer by layer the text with everything that can be decoded replaced in place. Names around an
 * encoded value stay where they are, so a base64 value in a Kubernetes Secret is read like a plain one. From the second
 * layer on, where little is left to decode, long stretches of other text are omitted.
 * @param onSkipped called with a phrase that says why an archive was not read
 */
export function* views(
  text: string,
  path: string | undefined,
  onSkipped: (reason: string) => void = () => {},
): Generator<View> {
  const unpacker = new Unpacker(MOST_UNPACKED, onSkipped);
  let view = plainView(text, path);
  yield view;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const replacements = decodings(view, unpacker);
    if (replacements.length === 0) return;
    view = decodedView(view, depth === 0 ? replacements : withGaps(view.text, replacements));
    yield view;
  }
}

/** Everything in a view that one layer of decoding can replace, in order, without overlaps. */
function decodings(view: View, unpacker: Unpacker): Replacement[] {
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

function decodedView(outer: View, replacements: readonly Replacement[]): View {
  /** The end of each replacement in the decoded text. */
  const ends = new Int32Array(replacements.length);
  const pieces: string[] = [];
  let read = 0;
  let length = 0;
  for (let index = 0; index < replacements.length; index++) {
    const { start, end, text } = replacements[index] as Replacement;
    if (start > read) pieces.push(outer.text.slice(read, start));
    pieces.push(text);
    length += start - read + text.length;
    ends[index] = length;
    read = end;
  }
  pieces.push(outer.text.slice(read));

  const startOf = (index: number) =>
    (ends[index] as number) - (replacements[index] as Replacement).text.length;
  /** Index of the first replacement that ends after an offset of the decoded text. */
  const after = (offset: number): number =>
    firstIndex(ends.length, (index) => (ends[index] as number) > offset);
  /** What to add to an offset that lies before this replacement and after the previous one. */
  const shiftBefore = (index: number): number =>
    index === 0 ? 0 : (replacements[index - 1] as Replacement).end - (ends[index - 1] as number);
  const outerSpan = ({ start, end }: Span): Span => {
    const first = after(start);
    const last = after(end - 1);
    const [head, tail] = [replacements[first], replacements[last]];
    return {
      start: head !== undefined && start >= startOf(first) ? head.start : start + shiftBefore(first),
      end: tail !== undefined && end > startOf(last) ? tail.end : end + shiftBefore(last),
    };
  };
  return {
    text: pieces.join(""),
    path: outer.path,
    toSource: (span) => outer.toSource(outerSpan(span)),
    encodings(span) {
      const kinds = new Set(outer.encodings(outerSpan(span)));
      for (let i = after(span.start); i < ends.length && startOf(i) < span.end; i++) {
        for (const kind of (replacements[i] as Replacement).kinds) kinds.add(kind);
      }
      return [...kinds];
    },
  };
}
