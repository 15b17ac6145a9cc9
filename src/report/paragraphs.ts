/** Joins blocks of lines with an empty line between them, without empty blocks. Ends with a newline unless it is empty. */
export function paragraphs(blocks: readonly (readonly string[])[]): string {
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join("\n")}\n`)
    .join("\n");
}
