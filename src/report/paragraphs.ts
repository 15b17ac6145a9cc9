/** Blocks of lines with an empty line between two, those without lines left out; ends with a newline, unless there is nothing. */
export function paragraphs(blocks: readonly (readonly string[])[]): string {
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join("\n")}\n`)
    .join("\n");
}
