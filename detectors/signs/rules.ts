import type { Detector } from "../detector.ts";
import { shapeBit } from "./shapes.ts";

/** What of a detector decides where it runs. */
export type Wakeable = Pick<Detector, "keywords" | "paths">;

/** Which words of a list a text holds, as bits, and which shapes. */
export interface Held {
  /** 16 bytes: word `n` is bit `n & 7` of byte `n >> 3`. */
  readonly words: Uint8Array;
  /** Bits of `shapeBits`. */
  readonly shapes: number;
}

/** The words that a list of detectors wants to be looked for. */
export function wordsOf(detectors: readonly Wakeable[]): string[] {
  const names = detectors.flatMap(({ keywords }) => keywords.flat());
  return [...new Set(names)].filter((name) => shapeBit(name) === 0).sort();
}

/** Tells which detectors of a list a text wakes. */
export class Rules<Type extends Wakeable> {
  readonly #rules: readonly { readonly detector: Type; readonly lists: readonly (readonly number[])[] }[];

  /** A file is asked for in many pieces. */
  #last: { readonly path: string; readonly woken: readonly Type[] } | undefined;

  constructor(detectors: readonly Type[], words: readonly string[]) {
    const numbers = new Map(words.map((word, number) => [word, number]));
    // A shape is told from a word by its sign.
    const number = (name: string) => numbers.get(name) ?? -shapeBit(name);
    this.#rules = detectors.map((detector) => ({
      detector,
      lists: detector.keywords.map((names) => [names].flat().map(number)),
    }));
  }

  awake(held: Held, path: string | undefined): Type[] {
    const byPath = path === undefined ? [] : this.#byPath(path);
    // Most contents have nothing at all.
    if (byPath.length === 0 && held.shapes === 0 && held.words.every((bits) => bits === 0)) return [];
    return this.#rules
      .filter(
        ({ detector, lists }) =>
          lists.some((list) => list.every((one) => holds(held, one))) || byPath.includes(detector),
      )
      .map(({ detector }) => detector);
  }

  #byPath(path: string): readonly Type[] {
    if (this.#last?.path !== path) {
      const woken = this.#rules
        .map(({ detector }) => detector)
        .filter(({ paths }) => paths?.test(path) === true);
      this.#last = { path, woken };
    }
    return this.#last.woken;
  }
}

function holds({ words, shapes }: Held, one: number): boolean {
  return one < 0 ? (shapes & -one) !== 0 : ((words[one >> 3] as number) & (1 << (one & 7))) !== 0;
}
