import { kernelBytes } from "./kernelBytes.ts";
import { LONGEST_TAIL, layout, WORD_SET } from "./layout.ts";
import { plainLastRow, plainNarrowed, plainNewlines, plainWithoutNuls } from "./plainUnits.ts";
import type { Held } from "./rules.ts";
import { fillTables } from "./tables.ts";

/** The result of one pass over bytes. Valid until the next pass. */
export interface Signs extends Held {
  /** The starts of base64 that may decode to text, in order. */
  readonly starts: ArrayLike<number>;
  /** The starts of escapes that may join text, and of the names of calls that may. Not in order. */
  readonly leads: ArrayLike<number>;
  /** The ends of runs with a statistical shape (`random40`, `jumbled40`, `smtp44`), with some bytes before each. */
  readonly tails: Iterable<string>;
}

/** The answer where it would take too long to find out, or where there is no kernel: all detectors have to run. */
export const EVERYTHING: Signs = {
  words: new Uint8Array(WORD_SET).fill(0xff),
  shapes: ~0,
  starts: [],
  leads: [],
  tails: [],
};

/** Searches bytes or a text for words and shapes. */
export type Scanner = (content: Uint8Array | string) => Signs;

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  prepare(): void;
  scan(length: number): void;
  newlines(length: number): number;
  lastRow(length: number): number;
  dropNuls(length: number): number;
  narrow(length: number, isBigEndian: boolean): number;
}

/** The parts that are used here: TypeScript declares WebAssembly for browsers only. */
declare const WebAssembly: {
  new (): never;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
};

/** Defined by the build: the words of all detectors, and the kernel's tables for them in base64. */
declare const KEYLATCH_TABLES: { readonly words: string; readonly image: string } | undefined;

/** Whether WebAssembly is available. It is not under `node --jitless`. */
export const hasKernel = typeof WebAssembly !== "undefined";

const PAGE = 1 << 16;
let compiled: object | undefined;

/** A scanner in WebAssembly, for words of three or more letters. The module is 14 KB and ready in half a millisecond. */
export function kernelScanner(words: readonly string[]): Scanner {
  const { memory, prepare, scan } = instance();
  const tables = new Uint8Array(memory.buffer, 0, layout.found);
  const built = builtTables(words);
  if (built === null) fillTables(tables, words);
  else tables.set(built);
  prepare();
  let views = viewsOf(memory.buffer);
  return (content) => {
    scan(load(memory, content));
    // Memory that grew has a new buffer.
    if (views.words.buffer !== memory.buffer) views = viewsOf(memory.buffer);
    const { words, header, startList, leadList, endList } = views;
    return {
      words,
      shapes: header[0],
      starts: header[1] === 0 ? NONE : startList.subarray(0, header[1]),
      leads: header[2] === 0 ? NONE : leadList.subarray(0, header[2]),
      tails: header[3] === 0 ? NO_TAILS : tailsOf(memory.buffer, endList.subarray(0, header[3])),
    };
  };
}

/** The kernel's tables for these words, if the build has filled them: to fill them at run time would slow down every commit. */
function builtTables(words: readonly string[]): Uint8Array | null {
  if (typeof KEYLATCH_TABLES === "undefined" || KEYLATCH_TABLES.words !== words.join("\n")) return null;
  return Buffer.from(KEYLATCH_TABLES.image, "base64");
}

const NONE = new Uint32Array(0);
const NO_TAILS: readonly string[] = [];

function* tailsOf(memory: ArrayBuffer, ends: Uint32Array): Generator<string> {
  const input = Buffer.from(memory, layout.input);
  for (const end of ends) yield input.toString("latin1", Math.max(0, end - LONGEST_TAIL), end);
}

function viewsOf(buffer: ArrayBuffer) {
  return {
    words: new Uint8Array(buffer, layout.found, WORD_SET),
    header: new Uint32Array(buffer, layout.shapes, 4) as unknown as [number, number, number, number],
    startList: new Uint32Array(buffer, layout.startList, layout.most),
    leadList: new Uint32Array(buffer, layout.leadList, layout.most),
    endList: new Uint32Array(buffer, layout.endList, layout.most),
  };
}

let tools: Exports | undefined;

/** The number of line feeds in some bytes. */
export function countNewlines(bytes: Uint8Array): number {
  if (!hasKernel) return plainNewlines(bytes);
  tools ??= instance();
  return tools.newlines(load(tools.memory, bytes));
}

/** The length of the run of base64 characters at the end of some bytes. */
export function lastRow(bytes: Uint8Array): number {
  if (!hasKernel) return plainLastRow(bytes);
  tools ??= instance();
  const { memory, lastRow: count } = tools;
  // Most runs are short: copy all bytes to the kernel only for a long one.
  const row = count(load(memory, bytes.subarray(-64)));
  return row < 64 ? row : count(load(memory, bytes));
}

/** A copy without NULs after printable ASCII: decodes the UTF-16 in bytes that are partly UTF-16. */
export function withoutNuls(bytes: Uint8Array): Buffer {
  if (!hasKernel) return plainWithoutNuls(bytes);
  tools ??= instance();
  return copied(tools, tools.dropNuls(load(tools.memory, bytes)));
}

/** UTF-16 units as one byte each; 255 for those above 255. */
export function narrowed(bytes: Uint8Array, isBigEndian: boolean): Buffer {
  if (!hasKernel) return plainNarrowed(bytes, isBigEndian);
  tools ??= instance();
  return copied(tools, tools.narrow(load(tools.memory, bytes), isBigEndian));
}

function copied({ memory }: Exports, size: number): Buffer {
  return Buffer.from(new Uint8Array(memory.buffer, layout.input, size));
}

function instance(): Exports {
  compiled ??= new WebAssembly.Module(Buffer.from(kernelBytes, "hex"));
  return new WebAssembly.Instance(compiled).exports as Exports;
}

/** Copies content into the kernel's memory. @returns its length in bytes */
function load(memory: Exports["memory"], content: Uint8Array | string): number {
  const most = typeof content === "string" ? 3 * content.length : content.length;
  const missing = layout.input + most + 64 - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
  if (typeof content === "string") return Buffer.from(memory.buffer, layout.input).write(content, "utf8");
  new Uint8Array(memory.buffer).set(content, layout.input);
  return content.length;
}
