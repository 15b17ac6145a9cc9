import { checkedScanner } from "./checkedScanner.ts";
import { EVERYTHING, hasKernel, kernelScanner, type Scanner } from "./kernel.ts";
import { layersHeld } from "./layers.ts";
import { shapeBits } from "./layout.ts";
import { type Held, Rules, type Wakeable, wordsOf } from "./rules.ts";

/** Finds out which detectors may find something in a content, decoding as little as possible. */
export class SignReader<Type extends Wakeable> {
  readonly #scan: Scanner;
  readonly #rules: Rules<Type>;
  readonly #layers: ReturnType<typeof layersHeld>;

  constructor(detectors: readonly Type[]) {
    const words = wordsOf(detectors);
    const scan = hasKernel ? checkedScanner(kernelScanner(words)) : () => EVERYTHING;
    this.#scan = scan;
    this.#rules = new Rules(detectors, words);
    this.#layers = layersHeld(scan);
  }

  /** The detectors whose keywords are in a text as it is, or whose paths match. No other has to run on it. */
  wokenBy(text: string, path: string | undefined): readonly Type[] {
    return this.#rules.awake(withConf(text, this.#scan(text)), path);
  }

  /**
   * Whether any detector may find something in the bytes of a text, in the clear or encoded; `false` is certain. UTF-16 has
   * to be narrowed to one byte per unit before.
   */
  mayWake(bytes: Buffer, path: string | undefined): boolean {
    return this.#rules.awake(withConf(bytes, this.#layers(bytes)), path).length > 0;
  }
}

const LONGEST_CONF = 1 << 17;

/** Adds the shape `conf`, the only one of a whole text, where character 16 is a colon. */
function withConf(content: Buffer | string, held: Held): Held {
  if ((held.shapes & shapeBits.wide) === 0 || content.length > LONGEST_CONF) return held;
  return hasColon(content) ? { ...held, shapes: held.shapes | shapeBits.conf } : held;
}

/** Whether character 16 is a colon; bytes are read as Latin-1 or as UTF-8. */
function hasColon(content: Buffer | string): boolean {
  if (typeof content === "string") return content[16] === ":";
  return content[16] === 0x3a || content.toString("utf8", 0, 64)[16] === ":";
}
