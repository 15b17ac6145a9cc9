import { markLength, type Wide, wideEncoding } from "../../detectors/textOf.ts";
import { cut, WHOLE } from "../search/text.ts";
import type { Bytes } from "./byteStream.ts";

/** A chunk of a file, as `byteChunks` cuts it. Valid until the next one is requested. */
export interface Chunk {
  readonly bytes: Buffer;
  /** The UTF-16 encoding; `null` for one with a byte per ASCII character. */
  readonly wide: Wide | null;
}

/** Cuts the next `size` bytes, a file of more than {@link WHOLE}, into chunks. */
export function* longChunks(source: Bytes, size: number): Generator<Chunk> {
  const buffer = Buffer.allocUnsafeSlow(WHOLE + 4);
  let [start, end, left] = [0, 0, size];
  let wide: Wide | null | undefined;
  for (;;) {
    while (left > 0 && end < buffer.length) {
      const read = source.fill(buffer.subarray(end, end + left));
      end += read;
      left -= read;
    }
    if (wide === undefined) {
      wide = wideEncoding(buffer);
      start = markLength(buffer, wide);
    }
    const rest = buffer.subarray(start, end);
    const cuts = cut(rest, wide);
    yield { bytes: rest.subarray(0, cuts.end), wide };
    if (cuts.next === null) return;
    buffer.copyWithin(0, start + cuts.next, end);
    end -= start + cuts.next;
    start = 0;
  }
}
