import { isUtf8 } from "node:buffer";
import { decoded, markLength, type Wide, wideEncoding } from "../../detectors/textOf.ts";
import type { Edit } from "./edit.ts";

/** Bytes; larger files are generated, and are searched in several chunks. */
export const LARGEST = 1 << 20;

/** A file as text that can be edited without changing any other byte. */
export class TextFile {
  readonly text: string;
  /** The line break of the first line. */
  readonly newline: "\n" | "\r\n";
  readonly #bytes: Buffer;
  readonly #encoding: Wide | "utf8" | "latin1";
  readonly #mark: number;

  constructor(bytes: Buffer) {
    const wide = wideEncoding(bytes);
    this.#bytes = bytes;
    this.#mark = markLength(bytes, wide);
    const content = bytes.subarray(this.#mark);
    this.#encoding = wide ?? (isUtf8(content) ? "utf8" : "latin1");
    this.text = decoded(content, this.#encoding);
    this.newline = /\r?\n/.exec(this.text)?.[0] === "\r\n" ? "\r\n" : "\n";
  }

  /** The 1-based line of an offset. */
  lineOf(offset: number): number {
    return this.text.slice(0, offset).split("\n").length;
  }

  /** The bytes with edits applied; inserted text gets the file's line breaks. @param edits in order, without overlap */
  edited(edits: readonly Edit[]): Buffer {
    const pieces: Buffer[] = [];
    let read = 0;
    for (const { start, end, text } of edits) {
      pieces.push(this.#bytes.subarray(read, this.#byteAt(start)));
      pieces.push(this.#encoded(text.replaceAll("\n", this.newline)));
      read = this.#byteAt(end);
    }
    return Buffer.concat([...pieces, this.#bytes.subarray(read)]);
  }

  #byteAt(offset: number): number {
    if (this.#encoding === "utf8") return this.#mark + Buffer.byteLength(this.text.slice(0, offset));
    return this.#mark + offset * (this.#encoding === "latin1" ? 1 : 2);
  }

  #encoded(text: string): Buffer {
    if (this.#encoding !== "utf16be") return Buffer.from(text, this.#encoding);
    return Buffer.from(text, "utf16le").swap16();
  }
}
