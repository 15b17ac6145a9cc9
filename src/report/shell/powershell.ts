import type { Quoting, Reading, Shell } from "./shellSyntax.ts";
import { UNPASTABLE } from "./unpastable.ts";

/** Words without a meaning to Windows PowerShell 5.1 or PowerShell 7; a leading `@` would begin an array or a splat. */
const PLAIN = /^[\w./+-][\w.@/:+-]*$/;
/** PowerShell accepts typographic quotes as well. */
const SINGLE = /['\u2018-\u201b]/g;
const DOUBLE = /["$`\u201c-\u201e]/g;

/** PowerShell. In version 5.1 on Windows, `curl` is an alias for another command; `curl.exe` is curl. */
export function powershell({ isWindows }: { readonly isWindows: boolean }): Shell {
  const chain = (...[first = "", ...rest]: readonly string[]): string =>
    rest.length === 0 ? first : `${first}; if ($?) { ${chain(...rest)} }`;
  return {
    name: "powershell",
    continued: " `",
    quote: (value) => {
      if (PLAIN.test(value)) return value;
      return UNPASTABLE.test(value) ? `"${inside("double", value)}"` : `'${inside("single", value)}'`;
    },
    within: (quoting, value) => (PLAIN.test(value) ? value : inside(quoting, value)),
    read,
    chain,
    translate(command) {
      const named = isWindows ? command.replace(/(?<![\w./-])curl(?= )/g, "curl.exe") : command;
      // NAME=value on a line of its own
      return chain(...named.replace(/^([A-Z]+)=(\S+)$/gm, '$$$1 = "$2"').split(" && "));
    },
  };
}

/** Control and invisible characters cannot be written in single quotes; `$([char]0x…)` in double quotes works in 5.1 too. */
function inside(quoting: Quoting, value: string): string {
  if (quoting === "bare") return `'${inside("single", value)}'`;
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

/** Parses quotes, backticks and brackets. */
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
