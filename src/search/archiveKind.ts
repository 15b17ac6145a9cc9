/** Magic numbers of archives and compressed files, one character per byte. */
const MAGIC_NUMBERS: Readonly<Record<string, string>> = {
  gzip: "\x1f\x8b\b",
  zip: "PK\x03\x04",
  bzip2: "BZh91AY&SY",
  xz: "\xfd7zXZ\0",
  zstd: "(\xb5/\xfd",
  "7z": "7z\xbc\xaf'\x1c",
  rar: "Rar!\x1a\x07",
};

const FIRST_BYTES = new Set(Object.values(MAGIC_NUMBERS).map((text) => text.charCodeAt(0)));

/** Length of the longest magic number, in bytes. */
export const MAGIC_LENGTH = 10;

/** Which kind of archive a file is, by its first bytes; `null` if it is none. */
export function archiveKind(first: Buffer): string | null {
  if (!FIRST_BYTES.has(first[0] as number)) return null;
  const text = first.toString("latin1", 0, MAGIC_LENGTH);
  return Object.keys(MAGIC_NUMBERS).find((kind) => text.startsWith(MAGIC_NUMBERS[kind] as string)) ?? null;
}
