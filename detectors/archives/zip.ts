/** A file in a zip archive, not yet decompressed. */
export interface ZipMember {
  readonly name: string;
  readonly data: Buffer;
  /** Compression method: 0 for stored, 8 for deflated. */
  readonly method: 0 | 8;
}

const END = Buffer.from("PK\x05\x06", "latin1");
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;

const MOST_MEMBERS = 10_000;

/**
 * The files in a zip archive, as its central directory lists them.
 * @param onSkipped called with a phrase that says what cannot be read
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function* zipMembers(bytes: Buffer, onSkipped: (reason: string) => void): Generator<ZipMember> {
  const end = bytes.lastIndexOf(END);
  if (end === -1 || end + 22 > bytes.length) {
    onSkipped("zip data is damaged or cut off");
    return;
  }
  const total = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  let count = 0;
  for (; at + 46 <= bytes.length && bytes.readUInt32LE(at) === ENTRY; count++) {
    if (count === MOST_MEMBERS) {
      onSkipped(`zip data holds more than ${MOST_MEMBERS} files`);
      return;
    }
    const names = at + 46;
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString("utf8", names, names + nameLength);
    const data = dataOf(bytes, at);
    const method = bytes.readUInt16LE(at + 10);
    const isEncrypted = (bytes.readUInt16LE(at + 8) & 1) !== 0;
    at = names + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if (isEncrypted) onSkipped(`"${name}" in zip data is encrypted`);
    else if (data === null) onSkipped(`"${name}" in zip data is damaged or cut off`);
    else if (method !== 0 && method !== 8)
      onSkipped(`"${name}" in zip data is packed in a way keylatch cannot read`);
    else if (data.length > 0) yield { name, data, method };
  }
  if (count < total) onSkipped("zip data is damaged or cut off");
}

/** The compressed bytes that a directory entry points at, or `null` if there are none. */
function dataOf(bytes: Buffer, entry: number): Buffer | null {
  const local = bytes.readUInt32LE(entry + 42);
  if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== LOCAL) return null;
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const end = start + bytes.readUInt32LE(entry + 20);
  return end > bytes.length ? null : bytes.subarray(start, end);
}
