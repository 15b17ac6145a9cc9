/** The variables of a `.env` file; other lines are skipped. */
export function parseDotenv(text: string): Map<string, string> {
  const found = new Map<string, string>();
  const line =
    /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|`([^`]*)`|([^\r\n]*))/gm;
  for (const [, name, double, single, tick, bare] of text.matchAll(line)) {
    const value =
      double?.replace(/\\(["\\$`])/g, "$1") ??
      single ??
      tick ??
      (bare ?? "").replace(/(?:^|\s)#.*$/, "").trim();
    found.set(name as string, value);
  }
  return found;
}

/** Characters without a meaning to any reader of such files: shells, Compose, the dotenv packages of all languages. */
const PLAIN = /^[\w@%+=:,./-]+$/;

/**
 * Writes a value so that every reader of `.env` files, shells included, reads it the same.
 * @returns `null` if they disagree: a single quote beside a dollar sign, `${`, a line break
 */
export function dotenvValue(value: string): string | null {
  if (PLAIN.test(value)) return value;
  // python-dotenv expands variables in single quotes too.
  if (/[\x00-\x1f\x7f]|\$\{/.test(value)) return null;
  if (!value.includes("'")) return `'${value}'`;
  return /["$`\\!]/.test(value) ? null : `"${value}"`;
}

/** The lines to append to a `.env` file. */
export function addition(text: string, variables: ReadonlyMap<string, string>): string {
  if (variables.size === 0) return "";
  const newline = /\r?\n/.exec(text)?.[0] ?? "\n";
  const lines = Array.from(variables, ([name, value]) => `${name}=${dotenvValue(value)}${newline}`);
  return (text === "" || text.endsWith("\n") ? "" : newline) + lines.join("");
}
