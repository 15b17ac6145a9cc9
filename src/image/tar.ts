import { damaged } from "./damaged.ts";
import { StreamReader } from "./streamReader.ts";

/** A member of a tar archive. */
export interface TarEntry {
  /** `/`-separated, without `./` in front. */
  readonly path: string;
  readonly kind: "file" | "folder" | "link" | "other";
  /** Bytes. */
  readonly size: number;
  /** The target of a link, empty for others. */
  readonly target: string;
  /** To be read before the next member is requested; unread bytes are skipped. */
  readonly body: AsyncIterable<Buffer>;
}

const BLOCK = 512;
/** Longest extended header that is read, in bytes. */
const LONGEST_FIELDS = 1 << 20;

/**
 * The members of a tar archive: POSIX (ustar and pax), GNU and old formats, with long names and sizes above 8 GiB.
 * @param what name of the archive in errors
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html
 * @throws {KeylatchError} `damaged-image` for a wrong checksum, or an archive that ends within a member
 */
export async function* tarEntries(bytes: AsyncIterable<Buffer>, what: string): AsyncGenerator<TarEntry> {
  const reader = new StreamReader(bytes);
  let fields = new Map<string, string>();
  for (;;) {
    const header = await reader.take(BLOCK);
    if (header.length === 0) return;
    if (header.length < BLOCK) throw damaged(`${what} ends within a header`);
    if (header.every((byte) => byte === 0)) {
      // Two blocks of zeros end an archive; padding may follow.
      for await (const _ of reader.stream(Number.POSITIVE_INFINITY));
      return;
    }
    requireChecksum(header, what);
    const type = String.fromCharCode(header[156] as number);
    const size = Number(fields.get("size") ?? numberAt(header, 124, 12));
    if (!Number.isSafeInteger(size) || size < 0) throw damaged(`${what} has a member without a valid size`);
    const padding = (BLOCK - (size % BLOCK)) % BLOCK;
    if ("xgLK".includes(type)) {
      if (size > LONGEST_FIELDS) throw damaged(`${what} has a member with a name of ${size} bytes`);
      const text = (await exactly(reader, size, what)).toString("utf8");
      await exactly(reader, padding, what);
      if (type === "x") fields = new Map([...fields, ...paxFields(text)]);
      else if (type !== "g") fields.set(type === "L" ? "path" : "linkpath", text.replace(/\0.*$/s, ""));
      continue;
    }
    let left = size;
    const body = (async function* () {
      for await (const piece of reader.stream(left)) {
        left -= piece.length;
        yield piece;
      }
      if (left > 0) throw damaged(`${what} ends within a member`);
    })();
    const isLink = type === "1" || type === "2";
    const path = (fields.get("path") ?? nameOf(header)).replace(/^(?:\.?\/)+/, "");
    yield {
      path: path.replace(/\/+$/, ""),
      kind: isLink
        ? "link"
        : type === "5" || path.endsWith("/")
          ? "folder"
          : ["\0", "0", " ", "7", "S"].includes(type)
            ? "file"
            : "other",
      size,
      target: isLink ? (fields.get("linkpath") ?? text(header, 157, 100)) : "",
      body,
    };
    for await (const piece of reader.stream(left)) left -= piece.length;
    if (left > 0) throw damaged(`${what} ends within a member`);
    // umoci leaves out the padding of the last member.
    await reader.take(padding);
    fields = new Map();
  }
}

async function exactly(reader: StreamReader, length: number, what: string): Promise<Buffer> {
  const bytes = await reader.take(length);
  if (bytes.length < length) throw damaged(`${what} ends within a member`);
  return bytes;
}

/** Compares the sum of the header's bytes, with blanks for the checksum itself; old programs added signed bytes. */
function requireChecksum(header: Buffer, what: string): void {
  const said = numberAt(header, 148, 8);
  const blank = Buffer.from(header).fill(" ", 148, 156);
  const unsigned = blank.reduce((sum, byte) => sum + byte, 0);
  const signed = blank.reduce((sum, byte) => sum + (byte > 127 ? byte - 256 : byte), 0);
  if (said !== unsigned && said !== signed) throw damaged(`${what} is no tar archive, or is damaged`);
}

/** Octal digits, or after a byte 0x80 a big-endian binary number. */
function numberAt(header: Buffer, at: number, length: number): number {
  if (header[at] === 0x80)
    return header.subarray(at + 1, at + length).reduce((sum, byte) => sum * 256 + byte, 0);
  const digits = text(header, at, length).trim();
  return digits === "" ? 0 : Number.parseInt(digits, 8);
}

function text(header: Buffer, at: number, length: number): string {
  return header.toString("utf8", at, at + length).replace(/\0.*$/s, "");
}

function nameOf(header: Buffer): string {
  const name = text(header, 0, 100);
  const prefix = text(header, 257, 6) === "ustar" ? text(header, 345, 155) : "";
  return prefix === "" ? name : `${prefix}/${name}`;
}

/** Parses `<length> <key>=<value>\n`; the length is that of the whole record, in bytes. */
function paxFields(text: string): [string, string][] {
  const bytes = Buffer.from(text);
  const found: [string, string][] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = Number.parseInt(bytes.toString("utf8", at, at + 20), 10);
    if (!(length > 0)) break;
    const match = /^\d+ ([^=]+)=(.*)\n$/s.exec(bytes.toString("utf8", at, at + length));
    if (match !== null) found.push([match[1] as string, match[2] as string]);
    at += length;
  }
  return found;
}
