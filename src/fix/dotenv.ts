/** The variables of a `.env` file. What is no assignment is left out. */
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

/** What no reader of such files gives a meaning to: shells, compose, and the dotenv packages of all languages. */
const PLAIN = /^[\w@%+=:,./-]+$/;

/**
 * A value as every reader of `.env` files takes it, shells among them.
 * @returns `null` where they disagree: a single quote beside a dollar sign, `${`, a line break
 */
export function dotenvValue(value: string): string | null {
  if (PLAIN.test(value)) return value;
  // python-dotenv puts variables into single quotes too.
  if (/[\x00-\x1f\x7f]|\$\{/.test(value)) return null;
  if (!value.includes("'")) return `'${value}'`;
  return /["$`\\!]/.test(value) ? null : `"${value}"`;
}

/** What has to be added to a file, which keeps every byte. */
export function addition(text: string, variables: ReadonlyMap<string, string>): string {
  if (variables.size === 0) return "";
  const newline = /\r?\n/.exec(text)?.[0] ?? "\n";
  const lines = Array.from(variables, ([name, value]) => `${name}=${dotenvValue(value)}${newline}`);
  return (text === "" || text.endsWith("\n") ? "" : newline) + lines.join("");
}
