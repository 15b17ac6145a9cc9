/** How archives and compressed files begin, one character per byte. */
const BEGINNINGS: Readonly<Record<string, string>> = {
  gzip: "\x1f\x8b\b",
  zip: "PK\x03\x04",
  bzip2: "BZh91AY&SY",
  xz: "\xfd7zXZ\0",
  zstd: "(\xb5/\xfd",
  "7z": "7z\xbc\xaf'\x1c",
  rar: "Rar!\x1a\x07",
};

const FIRST = new Set(Object.values(BEGINNINGS).map((text) => text.charCodeAt(0)));

/** Bytes that tell what a file is. */
export const TELLING = 10;

/** What kind of archive a file that begins with these bytes is, `null` for none. */
export function archiveKind(first: Buffer): string | null {
  if (!FIRST.has(first[0] as number)) return null;
  const text = first.toString("latin1", 0, TELLING);
  return Object.keys(BEGINNINGS).find((kind) => text.startsWith(BEGINNINGS[kind] as string)) ?? null;
}
