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
import { isNote, meets } from "./seams.ts";
import { IN_RUN } from "./tables.ts";
import { textOfPart } from "./textOfPart.ts";

const [C, DOT] = [code("c"), code(".")] as const;

/** Bytes that the characters may be which a call can reach: UTF-8 has three for one at most. */
const FAR = 3 * callReach;
/** What stands nowhere yet: before all that a call can reach. */
const NOWHERE = -2 * FAR;

/**
 * The names of calls in some bytes, asked for in order. Most stand beside no list, or put something between its strings;
 * however many there are, each byte is looked at once to tell that.
 */
export class Calls {
  readonly #bytes: Buffer;
  /** Where to look on, and the last places of a list's seam, of an empty string and of an escape. */
  #next = 0;
  #seam = NOWHERE;
  #empty = NOWHERE;
  #escape = NOWHERE;
  /** The last byte that is no ASCII, and how far that was looked for. */
  #wide = NOWHERE;
  #read = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** Whether there is anything for the call to join whose name begins at a byte, or an escape that may hide it. */
  mayJoin(at: number): boolean {
    const reach = this.#reach(at);
    const from = Math.max(0, at - reach);
    this.#lookOn(from, Math.min(this.#bytes.length, at + 2 * reach));
    if (this.#escape >= from) return true;
    return this.#seam >= from && (this.#empty >= from || ((this.#bytes[at] as number) | 0x20) === C);
  }

  /** Bytes before a call in which its strings may stand; behind it, twice as many. */
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

  /** Notes what begins at a byte. @returns where to look on */
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
        if (isNote(bytes, at)) this.#seam = at;
        if (BETWEEN.has(byte) || (bytes[at - 1] === BACKSLASH && isBlankLetter(byte))) continue;
        return at;
      }
      // A quote, or the method of `"a".concat("b")`
      this.#seam = at;
      return at + 1;
    }
    // Nothing else for so long: whoever wants to know looks closely.
    this.#seam = last;
    return last;
  }
}

/** Whether two bytes begin an escape that may be part of a seam, or of an escape that is. */
function mayHide(byte: number, next: number): boolean {
  if (byte === EQUALS || ((LEAD[byte] as number) & (FOLLOW[next] as number)) === 0) return false;
  return byte !== BACKSLASH || !(isBlankLetter(next) || HARMLESS.has(next));
}

/** What a backslash may stand before, and what then stands before or behind a quote as if it did not. */
const HARMLESS = new Set(Array.from("/+:=#!@", code));

/** Whether a literal may go on so behind its quote. */
function mayBegin(byte: number): boolean {
  return IN_RUN[byte] === 1 || byte === EQUALS || isLead(byte);
}

/** Whether a call joins strings that meet in something that matters, in code as it stands or in a string itself. */
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

/** The text that a call can reach, and more of what follows: what is decoded of it becomes shorter. */
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
