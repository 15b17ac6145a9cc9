import type { Detector } from "../detector.ts";
import { WORD_SET } from "./layout.ts";
import { shapeBit } from "./shapes.ts";

/** The parts of a detector that decide on which texts it runs, or "wakes". */
export type Wakeable = Pick<Detector, "keywords" | "paths">;

/** The words of a list and the shapes that a text contains, as bits. */
export interface Held {
  /** `WORD_SET` bytes: word `n` is bit `n & 7` of byte `n >> 3`. */
  readonly words: Uint8Array;
  /** Bits of `shapeBits`. */
  readonly shapes: number;
}

/** The words among the keywords of some detectors, sorted. */
export function wordsOf(detectors: readonly Wakeable[]): string[] {
  const names = detectors.flatMap(({ keywords }) => keywords.flat());
  return [...new Set(names)].filter((name) => shapeBit(name) === 0).sort();
}

/** The detectors that need a certain keyword, and the others that each needs with it. */
interface Rule<Type> {
  readonly last: number;
  readonly wakes: { readonly detector: Type; readonly others: readonly number[] }[];
}

/** Decides by keywords and paths which of some detectors run on a text. */
export class Rules<Type extends Wakeable> {
  readonly #detectors: readonly Type[];
  /** One rule for each keyword that is the last in its list, and so the rarest: most contents contain none of these. */
  readonly #rules: readonly Rule<Type>[];

  /** All those last keywords, in the bits of {@link Held}. */
  readonly #lastWords = new Uint8Array(WORD_SET);
  #lastShapes = 0;

  /** The answer for the last path: a large file is asked about piece by piece. */
  #last: { readonly path: string; readonly woken: readonly Type[] } | undefined;

  constructor(detectors: readonly Type[], words: readonly string[]) {
    this.#detectors = detectors;
    const numbers = new Map(words.map((word, number) => [word, number]));
    // Words have their number, shapes their negative bit.
    const number = (name: string) => numbers.get(name) ?? -shapeBit(name);
    const rules = new Map<number, Rule<Type>>();
    for (const detector of detectors) {
      for (const names of detector.keywords) {
        const others = [names].flat().map(number);
        const last = others.pop() as number;
        const rule = rules.get(last);
        if (rule === undefined) rules.set(last, { last, wakes: [{ detector, others }] });
        else rule.wakes.push({ detector, others });
        if (last < 0) this.#lastShapes |= -last;
        else this.#lastWords[last >> 3] = (this.#lastWords[last >> 3] as number) | (1 << (last & 7));
      }
    }
    this.#rules = [...rules.values()];
  }

  /** The detectors that run on a text with these words and shapes, in their original order. */
  awake(held: Held, path: string | undefined): readonly Type[] {
    const byPath = path === undefined ? [] : this.#byPath(path);
    return this.#mayWake(held) ? this.#woken(held, byPath) : byPath;
  }

  /** Whether a text contains any of the last keywords. */
  #mayWake({ words, shapes }: Held): boolean {
    if ((shapes & this.#lastShapes) !== 0) return true;
    for (let at = 0; at < words.length; at++)
      if (((words[at] as number) & (this.#lastWords[at] as number)) !== 0) return true;
    return false;
  }

  #woken(held: Held, byPath: readonly Type[]): readonly Type[] {
    let woken: Set<Type> | undefined;
    for (const { last, wakes } of this.#rules) {
      if (!holds(held, last)) continue;
      for (const { detector, others } of wakes) {
        if (!others.every((one) => holds(held, one))) continue;
        woken ??= new Set(byPath);
        woken.add(detector);
      }
    }
    return woken === undefined ? byPath : this.#detectors.filter((detector) => woken.has(detector));
  }

  #byPath(path: string): readonly Type[] {
    if (this.#last?.path !== path)
      this.#last = { path, woken: this.#detectors.filter(({ paths }) => paths?.test(path) === true) };
    return this.#last.woken;
  }
}

function holds({ words, shapes }: Held, one: number): boolean {
  return one < 0 ? (shapes & -one) !== 0 : ((words[one >> 3] as number) & (1 << (one & 7))) !== 0;
}
