const BLOCK = 512;

/**
 * The files in a tar archive, or other data as it is. Links, folders and other special entries are empty files here.
 * @see https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html#tag_20_92_13_06
 */
export function* tarMembers(bytes: Buffer): Generator<{ name: string | undefined; bytes: Buffer }> {
  if (!isHeader(bytes, 0)) {
    yield { name: undefined, bytes };
    return;
  }
  let at = 0;
  while (isHeader(bytes, at)) {
    const size = Number.parseInt(field(bytes, at + 124, 12), 8);
    // Damaged: everything that follows is returned as one piece.
    if (!Number.isSafeInteger(size) || size < 0) break;
    const start = at + BLOCK;
    const name = [field(bytes, at + 345, 155), field(bytes, at, 100)].filter((part) => part !== "").join("/");
    yield { name, bytes: bytes.subarray(start, start + size) };
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  const rest = bytes.subarray(at);
  if (rest.some((byte) => byte !== 0)) yield { name: undefined, bytes: rest };
}

function isHeader(bytes: Buffer, at: number): boolean {
  return bytes.length >= at + BLOCK && bytes.toString("latin1", at + 257, at + 262) === "ustar";
}

/** A field's text up to the first NUL, without surrounding white space. */
function field(bytes: Buffer, at: number, length: number): string {
  return (bytes.toString("utf8", at, at + length).split("\0")[0] as string).trim();
}
