/**
 * Prose whose commands of keylatch, which stand in backticks, are as they have to be typed: `npx keylatch init`.
 * @param program {@link Style.program}
 */
export function withProgram(prose: string, program: string): string {
  return prose.replaceAll("`keylatch ", `\`${program} `);
}

/** The same for commands themselves, one per line or joined by `&&`; those of hooks stay, which never call npx. */
export function commandWithProgram(command: string, program: string): string {
  return command.replaceAll(/(?<=^|&& )keylatch(?= (?!pre-))/gm, program);
}
