import { isUtf8 } from "node:buffer";
import { decoded, markLength, type Wide, wideEncoding } from "../../detectors/textOf.ts";
import type { Edit } from "./edit.ts";

/** Files beyond this are made by programs; they also come in several chunks. Bytes. */
export const LARGEST = 1 << 20;

/** A file as text, in which places can be changed without touching a byte elsewhere. */
export class TextFile {
  readonly text: string;
  /** Line break of the file: that of its first line. */
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

  /** 1-based line that an offset stands on. */
  lineOf(offset: number): number {
    return this.text.slice(0, offset).split("\n").length;
  }

  /** The bytes with the edits made; line breaks of inserted text become the file's. @param edits in order, apart */
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
