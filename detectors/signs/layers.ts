import { isAscii, isUtf8 } from "node:buffer";
import { Unpacker } from "../archives/unpacker.ts";
import { base64Decodings } from "../base64.ts";
import type { Span } from "../detector.ts";
import { escapes } from "../escapes.ts";
import { callNames, callReach, listSeams } from "../joins.ts";
import { plainView } from "../view.ts";
import { EVERYTHING, type Scanner, withoutNuls } from "./kernel.ts";
import { shapeBits, WORD_SET } from "./layout.ts";
import type { Held } from "./rules.ts";
import { IN_RUN } from "./tables.ts";

/** The number of layers that `views` decodes. */
const MAX_DEPTH = 3;

/** Bytes before and after an escape that are decoded with it; no word and no shape is longer. */
const BEFORE = 96;
const AFTER = 224;
/** Most characters between the name of a call and the first or last of its strings. */
const CALL = 2 * callReach;
/** Bytes kept on either side of base64, for words that extend beyond its ends. */
const AROUND = 128;
/** Bytes after a block of base64 for its padding or its last line. */
const REST = 140;

/**
 * Makes a function that returns the words and shapes in some bytes, in the clear or encoded: all those in any view that
 * `views` would make, and possibly more. It decodes only where that may bring out a word or a shape.
 */
export function layersHeld(scan: Scanner): (bytes: Buffer) => Held {
  return (bytes) => {
    const held = { words: new Uint8Array(WORD_SET), shapes: 0 };
    return new Layers(scan, held).add(bytes, 0) ? held : EVERYTHING;
  };
}

class Layers {
  readonly #scan: Scanner;
  readonly #held: { readonly words: Uint8Array; shapes: number };

  constructor(scan: Scanner, held: { words: Uint8Array; shapes: number }) {
    this.#scan = scan;
    this.#held = held;
  }

  /** Adds the words and shapes in bytes. @param isCut whether the text continues after them @returns `false` if it would take too long */
  add(bytes: Buffer, depth: number, isCut = false): boolean {
    const { words, shapes, ...lists } = this.#scan(bytes);
    for (let index = 0; index < words.length; index++)
      this.#held.words[index] = (this.#held.words[index] as number) | (words[index] as number);
    this.#held.shapes |= shapes;
    if ((shapes & shapeBits.crowded) !== 0) return false;
    if (depth === MAX_DEPTH) return true;
    const isPlain = lists.starts.length === 0 && lists.leads.length === 0;
    if (isPlain && (shapes & shapeBits.units) === 0) return true;
    // Copied, as the scanner's lists are valid only until it scans again.
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
      // Base64 that continues with an escape is complete only in the next layer.
      if (end < bytes.length ? isEscape(bytes[end] as number) : isCut) return false;
      const text = bytes.toString("latin1", start, end + REST);
      for (const found of base64Decodings(plainView(text), unpacker))
        if (found.start === 0) decoded.add(start, start + found.end, found.text);
      // Archives are left to `views`, which reports what it cannot read.
      if (isPacked) return false;
    }
    return decoded.isEmpty || this.add(decoded.whole(), depth + 1);
  }

  #addJoints(bytes: Buffer, leads: Uint32Array, depth: number, isCut: boolean): boolean {
    let [from, to] = [-1, -1];
    for (const lead of leads) {
      const isCall = IN_RUN[bytes[lead] as number] === 1;
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
    // The strings of a list are joined only by a call.
    const seams = CALL_NAME.test(text) ? [...listSeams(text)] : [];
    const isWindow = isCut || to < bytes.length;
    const addDecoded = (parts: Parameters<typeof replaced>[1]) =>
      this.add(Buffer.from(replaced(text, parts)), depth + 1, isWindow);
    // Without anything to decode, as in most cases, the text was scanned already.
    return (
      (plain.length === 0 || addDecoded(plain)) &&
      (seams.length === 0 || addDecoded([...plain, ...seams].sort(byStart)))
    );
  }
}

/** Most bytes between the name of a call and its strings: a UTF-16 unit is at most three bytes of UTF-8. */
function reachAround(bytes: Buffer, at: number): number {
  return isAscii(bytes.subarray(Math.max(0, at - 3 * CALL), at + 3 * CALL)) ? CALL : 3 * CALL;
}

/** Decoded parts of some bytes, in place, with the bytes around each that may belong to it. */
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

  /** Adds a decoded part. Parts have to be added in order. */
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

/** The end of the base64 that begins at a byte, including line breaks and indentation in it. */
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

/** A text with parts of it replaced. Parts have to be in order; one that overlaps the previous is skipped. */
function replaced(text: string, parts: readonly { start: number; end: number; text: string }[]): string {
  const pieces: string[] = [];
  let read = 0;
  for (const { start, end, text: plain } of parts) {
    if (start < read) continue;
    pieces.push(text.slice(read, start), plain);
    read = end;
  }
  pieces.push(text.slice(read));
  return pieces.join("");
}

/** Decodes a part of a text's bytes: as UTF-8, without characters cut at its ends, else one character per byte. */
function textOfPart(bytes: Buffer, from: number, to: number): string {
  let [start, end] = [Math.max(0, from), Math.min(bytes.length, to)];
  for (let cut = 0; cut < 3 && isInCharacter(bytes[start]); cut++) start++;
  for (let cut = 0; cut < 3 && isInCharacter(bytes[end]); cut++) end--;
  const part = bytes.subarray(start, end);
  return part.toString(isUtf8(part) ? "utf8" : "latin1");
}

/** Whether a byte continues a UTF-8 character. */
function isInCharacter(byte = 0): boolean {
  return (byte & 0xc0) === 0x80;
}
