import { builtTables } from "./builtTables.ts";
import { kernelBytes } from "./kernelBytes.ts";
import { layout } from "./layout.ts";
import type { Held } from "./rules.ts";
import { fillTables } from "./tables.ts";

/** What one pass over bytes tells. Valid until the next pass. */
export interface Signs extends Held {
  /** Where base64 begins that may be a text, in order. */
  readonly starts: ArrayLike<number>;
  /** Where an escape begins that may join, and the names of calls that join. In no order. */
  readonly leads: ArrayLike<number>;
}

/** Looks for words and shapes in bytes, or in a text. */
export type Scanner = (content: Uint8Array | string) => Signs;

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  prepare(): void;
  scan(length: number): void;
  newlines(length: number): number;
}

/** What is used of it: TypeScript has its types for browsers only. */
declare const WebAssembly: {
  new (): never;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
};

/** Whether there is WebAssembly: not where code must not be made at run time (`node --jitless`). */
export const hasKernel = typeof WebAssembly !== "undefined";

const PAGE = 1 << 16;
const encoder = new TextEncoder();
let compiled: object | undefined;

/** A scanner for words of three or more letters, in WebAssembly: 7 KB, ready in half a millisecond. */
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
    // Growing makes a new buffer.
    if (views.words.buffer !== memory.buffer) views = viewsOf(memory.buffer);
    const { words, header, startList, leadList } = views;
    return {
      words,
      shapes: header[0],
      starts: startList.subarray(0, header[1]),
      leads: leadList.subarray(0, header[2]),
    };
  };
}

function viewsOf(buffer: ArrayBuffer) {
  return {
    words: new Uint8Array(buffer, layout.found, 16),
    header: new Uint32Array(buffer, layout.shapes, 3) as unknown as [number, number, number],
    startList: new Uint32Array(buffer, layout.startList, layout.most),
    leadList: new Uint32Array(buffer, layout.leadList, layout.most),
  };
}

let counter: Exports | undefined;

/** How many line feeds there are in some bytes. */
export function countNewlines(bytes: Uint8Array): number {
  if (!hasKernel) return bytes.reduce((count, byte) => (byte === 0x0a ? count + 1 : count), 0);
  counter ??= instance();
  return counter.newlines(load(counter.memory, bytes));
}

function instance(): Exports {
  compiled ??= new WebAssembly.Module(Buffer.from(kernelBytes, "base64"));
  return new WebAssembly.Instance(compiled).exports as Exports;
}

/** Puts content where the kernel reads it; its length in bytes. */
function load(memory: Exports["memory"], content: Uint8Array | string): number {
  const most = typeof content === "string" ? 3 * content.length : content.length;
  const missing = layout.input + most + 64 - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
  const input = new Uint8Array(memory.buffer, layout.input);
  if (typeof content === "string") return encoder.encodeInto(content, input).written;
  input.set(content);
  return content.length;
}
