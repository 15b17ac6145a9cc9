import { isAscii } from "node:buffer";
import { escapes, FOLLOW, LEAD } from "../escapes.ts";
import { callReach, joinsNothing, listSeams } from "../joins.ts";
import {
  BACKSLASH,
  BETWEEN,
  COMMA,
  code,
  EQUALS,
  isBlankLetter,
  isEscapeEnd,
  isLead,
  isQuote,
  LONGEST_SEAM,
} from "./marks.ts";
import type { Neighbours } from "./neighbours.ts";
import { replaced } from "./replaced.ts";
import { isComment, meets } from "./seams.ts";
import { IN_RUN } from "./tables.ts";
import { textOfPart } from "./textOfPart.ts";

const [C, DOT] = [code("c"), code(".")] as const;

/** Most bytes of the characters that a call can reach: a UTF-16 unit is at most three bytes of UTF-8. */
const FAR = 3 * callReach;
/** The place of what has not been seen yet: out of the reach of every call. */
const NOWHERE = -2 * FAR;

/**
 * Decides quickly whether the calls in some bytes may concatenate strings. Most are not near a list, or put a separator
 * between its strings. Calls have to be asked about in order: then each byte is read only once.
 */
export class Calls {
  readonly #bytes: Buffer;
  /** The next byte to read, and the last places of a seam between the strings of a list, of an empty string and of an escape. */
  #next = 0;
  #seam = NOWHERE;
  #empty = NOWHERE;
  #escape = NOWHERE;
  /** The last byte outside ASCII, and how far those were searched for. */
  #wide = NOWHERE;
  #read = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** Whether the call whose name begins at a byte has strings to join, or an escape that may hide some. */
  mayJoin(at: number): boolean {
    const reach = this.#reach(at);
    const from = Math.max(0, at - reach);
    this.#lookOn(from, Math.min(this.#bytes.length, at + 2 * reach));
    if (this.#escape >= from) return true;
    return this.#seam >= from && (this.#empty >= from || ((this.#bytes[at] as number) | 0x20) === C);
  }

  /** Bytes before a call that may contain its strings; after it, twice as many. */
  #reach(at: number): number {
    const end = Math.min(this.#bytes.length, at + 2 * FAR);
    for (; this.#read < end; this.#read++)
      if ((this.#bytes[this.#read] as number) >= 0x80) this.#wide = this.#read;
    return this.#wide >= at - FAR ? FAR : callReach;
  }

  #lookOn(from: number, to: number): void {
    let at = Math.max(from, this.#next);
    while (at < to) at = this.#past(at, this.#bytes[at] as number);
    this.#next = at;
  }

  /** Records what begins at a byte. @returns the next byte to read */
  #past(at: number, byte: number): number {
    const [before, next] = [this.#bytes[at - 1] ?? 0, this.#bytes[at + 1] ?? 0];
    if (isQuote(byte)) {
      if (before === byte) this.#empty = at;
      return IN_RUN[before] === 1 || before === EQUALS || isEscapeEnd(before) ? this.#pastQuote(at) : at + 1;
    }
    if (mayHide(byte, next)) this.#escape = at;
    return at + 1;
  }

  #pastQuote(start: number): number {
    const bytes = this.#bytes;
    const last = Math.min(bytes.length, start + LONGEST_SEAM);
    let isList = false;
    for (let at = start + 1; at < last; at++) {
      const byte = bytes[at] as number;
      if (isQuote(byte)) {
        if (bytes[at - 1] === byte) this.#empty = at;
        if (!isList || !mayBegin(bytes[at + 1] ?? 0)) continue;
      } else if (byte === COMMA) {
        isList = true;
        continue;
      } else if (byte !== C || bytes[at - 1] !== DOT) {
        if (mayHide(byte, bytes[at + 1] ?? 0)) this.#escape = at;
        if (isComment(bytes, at)) this.#seam = at;
        if (BETWEEN.has(byte) || (bytes[at - 1] === BACKSLASH && isBlankLetter(byte))) continue;
        return at;
      }
      // A quote, or the method of `"a".concat("b")`
      this.#seam = at;
      return at + 1;
    }
    // Too long to decide here: assume a seam, and let the closer look decide.
    this.#seam = last;
    return last;
  }
}

/** Whether two bytes begin an escape that may be part of a seam, directly or once decoded. */
function mayHide(byte: number, next: number): boolean {
  if (byte === EQUALS || ((LEAD[byte] as number) & (FOLLOW[next] as number)) === 0) return false;
  return byte !== BACKSLASH || !(isBlankLetter(next) || HARMLESS.has(next));
}

/** Characters that a backslash does not turn into something else. */
const HARMLESS = new Set(Array.from("/+:=#!@", code));

/** Whether a literal may begin with a byte after its quote. */
function mayBegin(byte: number): boolean {
  return IN_RUN[byte] === 1 || byte === EQUALS || isLead(byte);
}

/** Whether the call at a byte joins strings so that a word or a shape may arise, in code or in code inside a string. */
export function joinsCall(bytes: Buffer, at: number, words: Neighbours): boolean {
  const name = bytes.toString("latin1", at, at + 6);
  let text = textAround(bytes, at);
  for (let depth = 0; depth < 3; depth++) {
    if (joinsNothing(name, text) && joinsSeam(text, words)) return true;
    const plain = escapes(text);
    if (plain.length === 0) return false;
    text = replaced(text, plain);
  }
  return false;
}

/** The text that a call can reach, and more after it, because decoding shortens it. */
function textAround(bytes: Buffer, at: number): string {
  const [start, end] = [at - callReach, at + 2 * callReach];
  const isPlain = isAscii(bytes.subarray(Math.max(0, start), end));
  return isPlain ? textOfPart(bytes, start, end) : textOfPart(bytes, at - FAR, at + 2 * FAR);
}

function joinsSeam(text: string, words: Neighbours): boolean {
  const seams = [...listSeams(text)];
  if (seams.length === 0) return false;
  const joined = Buffer.from(replaced(text, seams), "latin1");
  let gone = 0;
  return seams.some(({ start, end }) => {
    const at = start - gone;
    gone += end - start;
    return meets(joined, at, at, words);
  });
}
