import { Unpacker } from "./archives/unpacker.ts";
import { decodings } from "./decode.ts";
import type { Span, View } from "./detector.ts";
import { firstIndex } from "./firstIndex.ts";
import { withGaps } from "./gaps.ts";
import type { Replacement } from "./replacement.ts";

/** Layers of decoding searched: base64 in JSON in base64 is found, one more is not. */
const MAX_DEPTH = 3;

/** Bytes of text that archives in base64 may hold, all together. */
const MOST_UNPACKED = 1 << 23;

/**
 * The text as it stands, then the same text with everything that could be decoded replaced in place, layer by
 * layer. Replacing in place keeps the key names around a value, so a base64 value in a Kubernetes Secret is read
 * like a plain one. From the second layer on, where little is left to decode, the rest of the text is left out.
 * @param onSkipped hears, as a phrase, why something packed was not read
 */
export function* views(
  text: string,
  path: string | undefined,
  onSkipped: (reason: string) => void = () => {},
): Generator<View> {
  const unpacker = new Unpacker(MOST_UNPACKED, onSkipped);
  let view: View = { text, path, toSource: (span) => span, encodings: () => [] };
  yield view;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const replacements = decodings(view, unpacker);
    if (replacements.length === 0) return;
    view = decodedView(view, depth === 0 ? replacements : withGaps(view.text, replacements));
    yield view;
  }
}

function decodedView(outer: View, replacements: readonly Replacement[]): View {
  /** Where each replacement ends in the decoded text. */
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
  /** Index of the first replacement that ends after `offset`. */
  const after = (offset: number): number =>
    firstIndex(ends.length, (index) => (ends[index] as number) > offset);
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
