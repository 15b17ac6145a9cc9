/** Splits a stream into lines without their newlines; yields as many at a time as have arrived. */
export async function* lineBatches(
  chunks: AsyncIterable<Buffer>,
  encoding: "utf8" | "latin1" = "utf8",
): AsyncGenerator<readonly string[]> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = bytes.lastIndexOf(0x0a);
    rest = bytes.subarray(end + 1);
    if (end !== -1) yield bytes.toString(encoding, 0, end).split("\n");
  }
  if (rest.length > 0) yield [rest.toString(encoding)];
}

/** The text before and after the first `mark` in a line; without a mark all of it is before. */
export function halves(line: string, mark: string): [before: string, behind: string] {
  const at = line.indexOf(mark);
  return at === -1 ? [line, ""] : [line.slice(0, at), line.slice(at + mark.length)];
}
