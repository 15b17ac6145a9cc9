/** A text with parts of it replaced. Parts have to be in order; one that overlaps the previous is skipped. */
export function replaced(
  text: string,
  parts: readonly { start: number; end: number; text: string }[],
): string {
  const pieces: string[] = [];
  let read = 0;
  for (const { start, end, text: plain } of parts) {
    if (start < read) continue;
    pieces.push(text.slice(read, start), plain);
    read = end;
  }
  pieces.push(text.slice(read));
  return pieces.join("");
}
