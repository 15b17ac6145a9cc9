import type { SimpleCommand } from "./shell.ts";
import type { Trail } from "./trail.ts";

const SHELLS = /^(?:ba|da|a|z|k|fi)?sh$|^(?:pwsh|powershell|cmd)$/;
const INTERPRETERS = /^(?:python[\d.]*|node|deno|ruby|perl|php|osascript)$/;

/** Whether a program runs scripts that its arguments hold or name. */
export function runsScripts(name: string): boolean {
  return SHELLS.test(name) || INTERPRETERS.test(name) || name === "eval" || name === "." || name === "source";
}

/**
 * The script that a program runs, in words of shell.
 * @param rest what follows the program's name
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

/** The script of `sh -c '…'` (also `-lc`, `/c`, `-Command`), or the one that is handed over otherwise. */
function shellScript(name: string, rest: readonly string[], handed: string): string {
  const isCmd = name === "cmd";
  const at = rest.findIndex((word) => (isCmd ? /^\/[ck]$/i : /^-(?:\w*c|command)$/i).test(word));
  if (at === -1) return handed;
  return isCmd || /^p/.test(name) ? rest.slice(at + 1).join(" ") : (rest[at + 1] ?? "");
}

/** Programs that run what one of their arguments holds. */
const RUNNERS = /^(?:env|trap|script|su|flock|watch|parallel|npx|npm|pnpm|yarn|bunx|xargs|[gmn]?awk)$/;

/** Scripts in the arguments of a program that hands them to a shell, or puts a command together. */
export function argumentScripts(name: string, rest: readonly string[], trail: Trail): string[] {
  if (!RUNNERS.test(name)) return [];
  if (name.endsWith("awk"))
    return rest.flatMap((word) =>
      Array.from(word.matchAll(/system\(\s*"((?:[^"\\]|\\.)*)"/g), ([, script]) => script as string),
    );
  // What is piped in comes behind the words that are there.
  if (name === "xargs")
    return [`${rest.filter((word) => !word.startsWith("-")).join(" ")} ${trail.printed()}`];
  return rest
    .map((word) => word.replace(/^(?:-S|--split-string=|--call=|--command=)/, ""))
    .filter((word, at) => /\s/.test(word) || word !== rest[at]);
}

/** A program of another language as words of shell: enough to see a call of git in it, and the end of hooks. */
function programText(rest: readonly string[], handed: string): string {
  const at = rest.findIndex((word) => /^-\w*[ce]$|^--eval$/.test(word));
  const text = at === -1 ? handed : (rest[at + 1] ?? "");
  const calls = text.match(/\bgit\b["',\s][^;\n]*/g) ?? [];
  const gone = text.match(/\b(?:rmtree|rmdir\w*|rm\w*|unlink\w*|remove\w*|truncate\w*)\b[^;\n]*/g) ?? [];
  return [...calls, ...gone.map((call) => `rm ${call}`)]
    .map((call) => call.replace(/[[\](),"'`{}]+/g, " "))
    .join("\n");
}
