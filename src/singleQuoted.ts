/** A word in single quotes, in which a POSIX shell gives a meaning to no character. */
export function singleQuoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
