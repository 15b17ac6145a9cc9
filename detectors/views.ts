import { Unpacker } from "./archives/unpacker.ts";
import { decodings } from "./decode.ts";
import type { Span, View } from "./detector.ts";
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

/** A replacement with its place in the decoded text. */
interface Segment extends Replacement {
  readonly from: number;
  readonly to: number;
}

function decodedView(outer: View, replacements: readonly Replacement[]): View {
  const segments: Segment[] = [];
  const pieces: string[] = [];
  let read = 0;
  let length = 0;
  for (const { start, end, text, kinds } of replacements) {
    pieces.push(outer.text.slice(read, start), text);
    const from = length + start - read;
    length = from + text.length;
    segments.push({ start, end, text, kinds, from, to: length });
    read = end;
  }
  pieces.push(outer.text.slice(read));

  /** Index of the first segment that ends after `offset`. */
  const after = (offset: number): number => {
    let [low, high] = [0, segments.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((segments[middle] as Segment).to <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const shiftBefore = (index: number): number => {
    const previous = segments[index - 1];
    return previous === undefined ? 0 : previous.end - previous.to;
  };
  const outerSpan = ({ start, end }: Span): Span => {
    const first = after(start);
    const last = after(end - 1);
    const [head, tail] = [segments[first], segments[last]];
    return {
      start: head !== undefined && start >= head.from ? head.start : start + shiftBefore(first),
      end: tail !== undefined && end > tail.from ? tail.end : end + shiftBefore(last),
    };
  };
  return {
    text: pieces.join(""),
    path: outer.path,
    toSource: (span) => outer.toSource(outerSpan(span)),
    encodings(span) {
      const kinds = new Set(outer.encodings(outerSpan(span)));
      for (let i = after(span.start); i < segments.length && (segments[i] as Segment).from < span.end; i++) {
        for (const kind of (segments[i] as Segment).kinds) kinds.add(kind);
      }
      return [...kinds];
    },
  };
}
