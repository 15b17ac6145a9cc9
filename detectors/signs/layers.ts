import { isAscii } from "node:buffer";
import { Unpacker } from "../archives/unpacker.ts";
import { base64Decodings } from "../base64.ts";
import type { Span } from "../detector.ts";
import { escapes } from "../escapes.ts";
import { callNames, callReach, listSeams } from "../joins.ts";
import { joinsCall } from "./calls.ts";
import { type Scanner, withoutNuls } from "./kernel.ts";
import { shapeBits } from "./layout.ts";
import { type Neighbours, neighboursIn } from "./neighbours.ts";
import { replaced } from "./replaced.ts";
import type { Held } from "./rules.ts";
import { IN_RUN } from "./tables.ts";
import { textOfPart } from "./textOfPart.ts";

/** As many layers as views are made of. */
const MAX_DEPTH = 3;

/** Bytes before and after an escape that joins; what is longer than this is no word and no shape. */
const BEFORE = 96;
const AFTER = 224;
/** Characters between the name of a call and the first of its strings, or the last. */
const CALL = 2 * callReach;
/** Calls that are looked at one by one; decoding is cheaper than to look at more. */
const MOST_CALLS = 16;
/** Bytes kept on either side of base64, for words that go across its ends. */
const AROUND = 128;
/** Behind a block of base64: its padding, or its last line. */
const REST = 140;

const EVERYTHING: Held = { words: new Uint8Array(16).fill(0xff), shapes: ~0 };

/**
 * Tells every word and shape that some bytes hold, as they stand or encoded: at least those of every view that `views`
 * would make of them. Decodes only where an encoding can bring out a word or a shape.
 */
export function layersHeld(scan: Scanner, words: readonly string[]): (bytes: Buffer) => Held {
  // Few texts join strings with calls.
  let neighbours: Neighbours | undefined;
  const lazily = () => {
    neighbours ??= neighboursIn(words);
    return neighbours;
  };
  return (bytes) => {
    const held = { words: new Uint8Array(16), shapes: 0 };
    return new Layers(scan, lazily, held).add(bytes, 0) ? held : EVERYTHING;
  };
}

class Layers {
  readonly #scan: Scanner;
  readonly #neighbours: () => Neighbours;
  readonly #held: { readonly words: Uint8Array; shapes: number };

  constructor(scan: Scanner, neighbours: () => Neighbours, held: { words: Uint8Array; shapes: number }) {
    this.#scan = scan;
    this.#neighbours = neighbours;
    this.#held = held;
  }

  /** @returns `false` when there is too much to tell */
  add(bytes: Buffer, depth: number, isCut = false): boolean {
    const { words, shapes, ...lists } = this.#scan(bytes);
    for (let index = 0; index < words.length; index++)
      this.#held.words[index] = (this.#held.words[index] as number) | (words[index] as number);
    this.#held.shapes |= shapes;
    if ((shapes & shapeBits.crowded) !== 0) return false;
    if (depth === MAX_DEPTH) return true;
    const isPlain = lists.starts.length === 0 && lists.leads.length === 0;
    if (isPlain && (shapes & shapeBits.units) === 0) return true;
    // The scanner's lists are valid until it scans again.
    const [starts, leads] = [Uint32Array.from(lists.starts), Uint32Array.from(lists.leads).sort()];
    return (
      ((shapes & shapeBits.units) === 0 || this.add(withoutNuls(bytes), depth + 1)) &&
      this.#addBase64(bytes, starts, depth, isCut) &&
      this.#addJoints(bytes, leads, depth, isCut)
    );
  }

  #addBase64(bytes: Buffer, starts: Uint32Array, depth: number, isCut: boolean): boolean {
    let done = 0;
    let isPacked = false;
    const unpacker = new Unpacker(0, () => {
      isPacked = true;
    });
    const decoded = new Decoded(bytes);
    for (const start of starts) {
      if (start < done) continue;
      const end = blockEnd(bytes, start);
      done = end;
      // What goes on with an escape is whole in the next layer only.
      if (end < bytes.length ? isEscape(bytes[end] as number) : isCut) return false;
      const text = bytes.toString("latin1", start, end + REST);
      const view = { text, path: undefined, toSource: (span: Span) => span, encodings: () => [] };
      for (const found of base64Decodings(view, unpacker))
        if (found.start === 0) decoded.add(start, start + found.end, found.text);
      // What is packed is read by those who can say what of it they did not read.
      if (isPacked) return false;
    }
    return decoded.isEmpty || this.add(decoded.whole(), depth + 1);
  }

  #addJoints(bytes: Buffer, leads: Uint32Array, depth: number, isCut: boolean): boolean {
    let [from, to] = [-1, -1];
    let calls = 0;
    for (const lead of leads) {
      const isCall = IN_RUN[bytes[lead] as number] === 1;
      if (isCall && ++calls <= MOST_CALLS && !joinsCall(bytes, lead, this.#neighbours())) continue;
      const around = isCall ? reachAround(bytes, lead) : 0;
      if (from !== -1 && lead - BEFORE - around > to) {
        if (!this.#addDecoded(bytes, from, to, depth, isCut)) return false;
        from = -1;
      }
      if (from === -1) from = Math.max(0, lead - BEFORE - around);
      to = Math.max(to, lead + AFTER + around);
    }
    return from === -1 || this.#addDecoded(bytes, from, to, depth, isCut);
  }

  #addDecoded(bytes: Buffer, from: number, to: number, depth: number, isCut: boolean): boolean {
    const text = textOfPart(bytes, from, to);
    const plain = escapes(text);
    // Strings of a list are joined only where a call does it.
    const seams = CALL_NAME.test(text) ? [...listSeams(text)] : [];
    const isWindow = isCut || to < bytes.length;
    const isToldOf = (parts: Parameters<typeof replaced>[1]) =>
      this.add(Buffer.from(replaced(text, parts)), depth + 1, isWindow);
    // What nothing is decoded of was looked at already: that is so of most.
    return (
      (plain.length === 0 || isToldOf(plain)) &&
      (seams.length === 0 || isToldOf([...plain, ...seams].sort(byStart)))
    );
  }
}

/** Bytes between the name of a call and its strings: UTF-8 has three for a character at most. */
function reachAround(bytes: Buffer, at: number): number {
  return isAscii(bytes.subarray(Math.max(0, at - 3 * CALL), at + 3 * CALL)) ? CALL : 3 * CALL;
}

/** Some bytes with parts of them decoded, in place: as much as can belong to these parts. */
class Decoded {
  readonly #bytes: Buffer;
  readonly #pieces: Buffer[] = [];
  #end = Number.NEGATIVE_INFINITY;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get isEmpty(): boolean {
    return this.#pieces.length === 0;
  }

  /** Parts are added in the order in which they begin. */
  add(start: number, end: number, text: string): void {
    const gap = start - this.#end;
    if (gap >= 0 && gap <= 2 * AROUND) this.#pieces.push(this.#bytes.subarray(this.#end, start));
    else {
      if (!this.isEmpty) this.#pieces.push(this.#after(), LINE_FEED);
      this.#pieces.push(this.#bytes.subarray(Math.max(0, start - AROUND), start));
    }
    this.#pieces.push(Buffer.from(text));
    this.#end = end;
  }

  whole(): Buffer {
    return Buffer.concat([...this.#pieces, this.#after()]);
  }

  #after(): Buffer {
    return this.#bytes.subarray(this.#end, this.#end + AROUND);
  }
}
const LINE_FEED = Buffer.from("\n");

const CALL_NAME = new RegExp(callNames.join("|"), "i");

function byStart(a: Span, b: Span): number {
  return a.start - b.start;
}

/** The end of the base64 that begins at a byte, line breaks and the blanks below them included. */
function blockEnd(bytes: Buffer, start: number): number {
  let end = start;
  for (;;) {
    while (end < bytes.length && IN_RUN[bytes[end] as number] === 1) end++;
    let next = end;
    if (bytes[next] === 0x0d) next++;
    if (bytes[next] !== 0x0a) return end;
    next++;
    const line = next;
    while (next - line < 40 && (bytes[next] === 0x20 || bytes[next] === 0x09)) next++;
    if (IN_RUN[bytes[next] as number] !== 1) return end;
    end = next;
  }
}

function isEscape(byte: number): boolean {
  return byte === 0x25 || byte === 0x26 || byte === 0x5c; // % & \
}
