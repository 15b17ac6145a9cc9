import type { Quoting, Reading, Shell } from "./shellSyntax.ts";
import { UNPASTABLE } from "./unpastable.ts";

/** What neither Windows PowerShell 5.1 nor PowerShell 7 gives a meaning to; `@` begins an array or a splat. */
const PLAIN = /^[\w./+-][\w.@/:+-]*$/;
/** PowerShell takes the typographic ones for quotes too. */
const SINGLE = /['\u2018-\u201b]/g;
const DOUBLE = /["$`\u201c-\u201e]/g;

/** PowerShell. On Windows `curl` is a name of another command in version 5.1; `curl.exe` is curl. */
export function powershell({ isWindows }: { readonly isWindows: boolean }): Shell {
  const chain = (...[first = "", ...rest]: readonly string[]): string =>
    rest.length === 0 ? first : `${first}; if ($?) { ${chain(...rest)} }`;
  return {
    name: "powershell",
    continued: " `",
    isPlain: (value) => PLAIN.test(value),
    quote: (value) => {
      if (PLAIN.test(value)) return value;
      return UNPASTABLE.test(value) ? `"${within("double", value)}"` : `'${within("single", value)}'`;
    },
    within,
    read,
    chain,
    translate(command) {
      const named = isWindows ? command.replace(/(?<![\w./-])curl(?= )/g, "curl.exe") : command;
      // NAME=value on a line of its own
      return chain(...named.replace(/^([A-Z]+)=(\S+)$/gm, '$$$1 = "$2"').split(" && "));
    },
  };
}

/** Controls and invisible characters have no spelling in single quotes; in double quotes version 5.1 knows this one. */
function within(quoting: Quoting, value: string): string {
  if (quoting === "bare") return `'${within("single", value)}'`;
  if (quoting === "single") return value.replace(SINGLE, "$&$&");
  return Array.from(value.replace(DOUBLE, "`$&"), (character) =>
    UNPASTABLE.test(character)
      ? character
          .split("")
          .map((unit) => `$([char]0x${unit.charCodeAt(0).toString(16)})`)
          .join("")
      : character,
  ).join("");
}

/** Reads quotes, backticks and brackets. */
function read(command: string): Reading {
  const quoting: Quoting[] = [];
  const breakable: boolean[] = [];
  let [state, escaped, depth] = ["bare" as Quoting, false, 0];
  for (const character of command.split("")) {
    quoting.push(state);
    breakable.push(state === "bare" && !escaped && character === " ");
    if (escaped) escaped = false;
    else if (character === "`" && state !== "single") escaped = true;
    else if (state === "single") state = character === "'" ? "bare" : "single";
    else if (state === "double") state = character === '"' ? "bare" : "double";
    else if (character === "'") state = "single";
    else if (character === '"') state = "double";
    else if (character === "(" || character === "{") depth++;
    else if (character === ")" || character === "}") depth--;
  }
  return { quoting, breakable, complete: state === "bare" && depth === 0 && !escaped };
}
