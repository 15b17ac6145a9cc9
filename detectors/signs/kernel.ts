import { kernelBytes } from "./kernelBytes.ts";
import { layout } from "./layout.ts";
import type { Held } from "./rules.ts";
import { fillTables } from "./tables.ts";

/** What one pass over bytes tells. Valid until the next pass. */
export interface Signs extends Held {
  /** Where base64 begins that may be a text, in order. */
  readonly starts: ArrayLike<number>;
  /** Where an escape may begin, in order. */
  readonly leads: ArrayLike<number>;
}

/** Looks for words and shapes in bytes, or in a text. */
export type Scanner = (content: Uint8Array | string) => Signs;

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
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

/** A scanner for words of three or more letters, in WebAssembly: 4 KB, ready in half a millisecond. */
export function kernelScanner(words: readonly string[]): Scanner {
  const { memory, scan } = instance();
  fillTables(new Uint8Array(memory.buffer), words);
  return (content) => {
    scan(load(memory, content));
    const header = new Uint32Array(memory.buffer, layout.shapes, 3) as unknown as [number, number, number];
    return {
      words: new Uint8Array(memory.buffer, layout.found, 16),
      shapes: header[0],
      starts: new Uint32Array(memory.buffer, layout.startList, header[1]),
      leads: new Uint32Array(memory.buffer, layout.leadList, header[2]),
    };
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
