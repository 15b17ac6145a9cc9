import type { SimpleCommand } from "./shell.ts";
import type { Trail } from "./trail.ts";

const SHELLS = /^(?:ba|da|a|z|k|fi)?sh$|^(?:pwsh|powershell|cmd)$/;
const INTERPRETERS = /^(?:python[\d.]*|node|deno|ruby|perl|php|osascript)$/;

/** Whether a program runs scripts that its arguments contain or name. */
export function runsScripts(name: string): boolean {
  return SHELLS.test(name) || INTERPRETERS.test(name) || name === "eval" || name === "." || name === "source";
}

/**
 * The script that a program runs, as a shell script.
 * @param rest the words after the program's name
 */
export function innerScript(
  name: string,
  rest: readonly string[],
  { input }: SimpleCommand,
  trail: Trail,
  cwd: string,
): string {
  if (name === "eval") return rest.join(" ");
  const file = rest.find((word) => !word.startsWith("-")) ?? "";
  const handed = `${input}\n${trail.written(file, cwd)}\n${trail.printed()}`;
  return INTERPRETERS.test(name) ? programText(rest, handed) : shellScript(name, rest, handed);
}

/** The script of `sh -c '…'` (also `-lc`, `/c`, `-Command`), or else the one passed in a file or on standard input. */
function shellScript(name: string, rest: readonly string[], handed: string): string {
  const isCmd = name === "cmd";
  const at = rest.findIndex((word) => (isCmd ? /^\/[ck]$/i : /^-(?:\w*c|command)$/i).test(word));
  if (at === -1) return handed;
  return isCmd || /^p/.test(name) ? rest.slice(at + 1).join(" ") : (rest[at + 1] ?? "");
}

/** Programs that run a script in one of their arguments. */
const RUNNERS = /^(?:env|trap|script|su|flock|watch|parallel|npx|npm|pnpm|yarn|bunx|xargs|[gmn]?awk)$/;

/** The scripts in the arguments of a program that passes them to a shell, or assembles a command. */
export function argumentScripts(name: string, rest: readonly string[], trail: Trail): string[] {
  if (!RUNNERS.test(name)) return [];
  if (name.endsWith("awk"))
    return rest.flatMap((word) =>
      Array.from(word.matchAll(/system\(\s*"((?:[^"\\]|\\.)*)"/g), ([, script]) => script as string),
    );
  // xargs appends its input to the words of the command.
  if (name === "xargs")
    return [`${rest.filter((word) => !word.startsWith("-")).join(" ")} ${trail.printed()}`];
  return rest
    .map((word) => word.replace(/^(?:-S|--split-string=|--call=|--command=)/, ""))
    .filter((word, at) => /\s/.test(word) || word !== rest[at]);
}

/** Translates a program in another language to shell commands: its calls of git, and deletions. */
function programText(rest: readonly string[], handed: string): string {
  const at = rest.findIndex((word) => /^-\w*[ce]$|^--eval$/.test(word));
  const text = at === -1 ? handed : (rest[at + 1] ?? "");
  const calls = text.match(/\bgit\b["',\s][^;\n]*/g) ?? [];
  const gone = text.match(/\b(?:rmtree|rmdir\w*|rm\w*|unlink\w*|remove\w*|truncate\w*)\b[^;\n]*/g) ?? [];
  return [...calls, ...gone.map((call) => `rm ${call}`)]
    .map((call) => call.replace(/[[\](),"'`{}]+/g, " "))
    .join("\n");
}
