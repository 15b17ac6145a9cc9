/**
 * Writes keylatch's commands as they have to be typed here: "`keylatch init`" becomes "`npx keylatch init`". A command
 * stands in backticks, at the start of a line, or after `&&`; anywhere else, `keylatch` is the product's name.
 * @param program {@link Style.program}
 */
export function withProgram(text: string, program: string): string {
  return text.replaceAll(/(?<=^|`|&& )keylatch(?= )/gm, program);
}
