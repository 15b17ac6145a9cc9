import { closely } from "./closely.ts";
import { hasKernel, kernelScanner, type Scanner } from "./kernel.ts";
import { layersHeld } from "./layers.ts";
import { shapeBits } from "./layout.ts";
import { plainScanner } from "./plain.ts";
import { type Held, Rules, type Wakeable, wordsOf } from "./rules.ts";

/** Finds out, without decoding more than it must, which detectors can have anything to say about a content. */
export class SignReader<Type extends Wakeable> {
  readonly #scan: Scanner;
  readonly #rules: Rules<Type>;
  readonly #layers: ReturnType<typeof layersHeld>;

  constructor(detectors: readonly Type[]) {
    const words = wordsOf(detectors);
    const scan = closely(hasKernel ? kernelScanner(words) : plainScanner(words));
    this.#scan = scan;
    this.#rules = new Rules(detectors, words);
    this.#layers = layersHeld(scan, words);
  }

  /** The detectors that a text wakes as it stands: no other one runs on it. */
  wokenBy(text: string, path: string | undefined): readonly Type[] {
    return this.#rules.awake(withConf(text, this.#scan(text)), path);
  }

  /**
   * Whether any detector may find something in the bytes of a text, as they stand or encoded. `false` is certain; bytes
   * of UTF-16 have to be narrowed before.
   */
  mayWake(bytes: Buffer, path: string | undefined): boolean {
    return this.#rules.awake(withConf(bytes, this.#layers(bytes)), path).length > 0;
  }
}

const LONGEST_CONF = 1 << 17;

/** Adds the one shape that is one of a whole text: its character 16 is a colon. */
function withConf(content: Buffer | string, held: Held): Held {
  if ((held.shapes & shapeBits.wide) === 0 || content.length > LONGEST_CONF) return held;
  return hasColon(content) ? { ...held, shapes: held.shapes | shapeBits.conf } : held;
}

/** Bytes are characters, or UTF-8 with at most three for each. */
function hasColon(content: Buffer | string): boolean {
  if (typeof content === "string") return content[16] === ":";
  return content[16] === 0x3a || content.toString("utf8", 0, 64)[16] === ":";
}
