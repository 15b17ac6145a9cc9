import { gunzipSync, inflateRawSync } from "node:zlib";
import { tarMembers } from "./tar.ts";
import { zipMembers } from "./zip.ts";

/** Compression or archive format, as reports print it. */
export type Packing = "gzip" | "zip";

/** A file in an archive, or the content of compressed data. */
export interface Member {
  /** Name in the archive; `undefined` if there is none. */
  readonly name: string | undefined;
  readonly bytes: Buffer;
  /** The formats around it, outermost first; empty for data that is not packed. */
  readonly packings: readonly Packing[];
}

/** An archive in an archive is read, a third level is not. */
const MAX_DEPTH = 2;

/** Highest accepted compression ratio: text seldom exceeds 30, decompression bombs reach 1,000. */
const MOST_RATIO = 200;
/** Output in bytes that is accepted at any ratio, as it does no harm. */
const ALWAYS = 1 << 20;

/** The format of data by its first bytes, or `null`. */
function packingOf(bytes: Buffer): Packing | null {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8) return "gzip";
  return bytes.length >= 4 && bytes.readUInt32LE(0) === 0x04034b50 ? "zip" : null;
}

/** Unpacks gzip, zip, and tar in gzip, within limits, and reports what it does not read. */
export class Unpacker {
  #left: number;
  readonly #onSkipped: (reason: string) => void;

  /**
   * @param most bytes of output in all
   * @param onSkipped called with a phrase that says why something was not read
   */
  constructor(most: number, onSkipped: (reason: string) => void) {
    this.#left = most;
    this.#onSkipped = onSkipped;
  }

  /** The files in packed data; the data itself when it is not packed. */
  *members(
    bytes: Buffer,
    name: string | undefined = undefined,
    packings: readonly Packing[] = [],
  ): Generator<Member> {
    const packing = packingOf(bytes);
    if (packing === null) {
      yield { name, bytes, packings };
      return;
    }
    if (packings.length === MAX_DEPTH) {
      this.#onSkipped(`${label(packing, name)} is nested more than ${MAX_DEPTH} deep`);
      return;
    }
    const inside = [...packings, packing];
    if (packing === "zip") {
      for (const member of zipMembers(bytes, (reason) => this.#onSkipped(reason))) {
        const inflate = member.method === 0 ? null : inflateRawSync;
        const content = this.#content(inflate, member.data, "zip", member.name);
        if (content !== null) yield* this.members(content, member.name, inside);
      }
      return;
    }
    const content = this.#content(gunzipSync, bytes, "gzip", name);
    if (content === null) return;
    for (const member of tarMembers(content)) {
      yield* this.members(member.bytes, member.name ?? name, inside);
    }
  }

  /** Decompresses bytes; `null` if they are damaged or exceed a limit. @param inflate `null` for stored bytes */
  #content(
    inflate: typeof gunzipSync | null,
    packed: Buffer,
    packing: Packing,
    name: string | undefined,
  ): Buffer | null {
    const most = Math.max(1, Math.min(this.#left, Math.max(ALWAYS, packed.length * MOST_RATIO)));
    try {
      const content = inflate === null ? packed : inflate(packed, { maxOutputLength: most });
      this.#left -= content.length;
      if (this.#left >= 0) return content;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code?.startsWith("Z_")) {
        this.#onSkipped(`${label(packing, name)} is damaged or cut off`);
        return null;
      }
      if (code !== "ERR_BUFFER_TOO_LARGE") throw error;
      // Failed attempts count as well: a thousand small bombs are as bad as a large one.
      this.#left -= most;
    }
    this.#onSkipped(`${label(packing, name)} unpacks to more than keylatch reads`);
    return null;
  }
}

function label(packing: Packing, name: string | undefined): string {
  return name === undefined ? `${packing} data` : `${packing} data "${name}"`;
}
