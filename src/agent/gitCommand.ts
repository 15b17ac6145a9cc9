import { basename } from "node:path";
import { UNKNOWN } from "./shellWords.ts";

/** A parsed git command line. */
export interface GitCall {
  /** Settings of `-c` and `--config-env`, with the key in lower case. */
  readonly settings: readonly { readonly key: string; readonly value: string }[];
  readonly command: string;
  readonly args: readonly string[];
}

/** Global options that take the next word as their value. */
const VALUED = new Set(["-C", "--git-dir", "--work-tree", "--namespace", "--super-prefix", "--attr-source"]);

/** Options of subcommands that take the next word as their value, which must not be read as an option. */
const LONG_VALUED =
  /^--(?:message|file|author|date|reuse-message|reedit-message|fixup|squash|template|cleanup|trailer|pathspec-from-file|push-option|receive-pack|exec|repo|strategy|strategy-option|onto)$/;
const SHORT_VALUED: Readonly<Record<string, string>> = {
  commit: "mFCct",
  push: "o",
  merge: "mFsX",
  am: "CpS",
  rebase: "sXx",
  pull: "sX",
};
/** Short options with an optional value, which is the rest of the word. */
const ATTACHED = "uS";

/** Whether a word runs git, or may, as `$(which git)` does. */
export function isGit(word: string): boolean {
  return word === UNKNOWN || /^git(?:\.exe|-[a-z-]+)?$/i.test(basename(word.replaceAll("\\", "/")));
}

/** Parses a call of git. @param name accepted by {@link isGit}; `git-commit` means `git commit` */
export function gitCall(name: string, words: readonly string[]): GitCall {
  const command = /^git-([a-z-]+)$/i.exec(basename(name))?.[1];
  return parseGit(command === undefined ? words : [command, ...words]);
}

/** @param words the words after `git` */
function parseGit(words: readonly string[]): GitCall {
  const settings: { key: string; value: string }[] = [];
  let at = 0;
  const set = (text: string) => {
    const [key, ...value] = text.split("=");
    settings.push({ key: (key as string).toLowerCase(), value: value.join("=") });
  };
  for (; at < words.length; at++) {
    const word = words[at] as string;
    if (word === "-c" || word === "--config-env") set(words[++at] ?? "");
    else if (word.startsWith("--config-env=")) set(word.slice("--config-env=".length));
    else if (VALUED.has(word)) at++;
    else if (!word.startsWith("-")) break;
  }
  return { settings, command: words[at] ?? "", args: words.slice(at + 1) };
}

/** The option with which a subcommand skips hooks, as it was written; `null` if there is none. */
export function noVerify({ command, args }: GitCall): string | null {
  const isShort = command === "commit" || command === "am";
  if (!isShort && !["push", "merge", "pull", "rebase"].includes(command)) return null;
  const valued = SHORT_VALUED[command] ?? "";
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] as string;
    if (arg === "--") return null;
    // The shell may expand it to an option.
    if (isShort && arg.startsWith(UNKNOWN)) return "$(…)";
    if (isShort && /^\{(?:[^{}]*,)?-/.test(arg)) return arg;
    if (arg.startsWith("--")) {
      // git accepts an unambiguous prefix.
      if (arg.length > "--no-ver".length && "--no-verify".startsWith(arg)) return arg;
      if (LONG_VALUED.test(arg)) at++;
    } else if (arg.startsWith("-")) {
      const letters = [...arg.slice(1)];
      const value = letters.findIndex((letter) => valued.includes(letter) || ATTACHED.includes(letter));
      const options = value === -1 ? letters : letters.slice(0, value);
      // Not the whole word, because a value attached to an option may be a secret.
      if (isShort && options.includes("n")) return "-n";
      if (value === letters.length - 1 && valued.includes(letters[value] as string)) at++;
    }
  }
  return null;
}

/** The scripts that a subcommand runs: `rebase --exec`, `bisect run`. */
export function scriptsIn({ command, args }: GitCall): string[] {
  if (command === "bisect" && args[0] === "run") return [args.slice(1).join(" ")];
  if (command !== "rebase") return [];
  return args.flatMap((arg, at) => {
    if (arg === "-x" || arg === "--exec") return args[at + 1] ?? [];
    return /^(?:-x|--exec=)(.+)$/s.exec(arg)?.[1] ?? [];
  });
}

/** The setting that `git config` writes or removes, with the key in lower case; `null` if it only reads. */
export function configWrite({ command, args }: GitCall): { key: string; value: string } | null {
  if (command !== "config") return null;
  const verb = /^(?:get|set|unset|list|edit|remove-section|rename-section)$/.test(args[0] ?? "")
    ? args[0]
    : undefined;
  const rest = verb === undefined ? args : args.slice(1);
  if (verb === "get" || verb === "list" || args.some((arg) => /^--(?:get|list)|^-l$/.test(arg))) return null;
  const values = rest.filter(
    (arg, index) =>
      !arg.startsWith("-") && !/^(?:-f|--file|--blob|--type|--default)$/.test(rest[index - 1] ?? ""),
  );
  const [key, value] = values;
  if (key === undefined) return null;
  const removes = verb?.startsWith("unset") || args.some((arg) => /^--unset/.test(arg));
  if (verb?.endsWith("-section") || args.some((arg) => /^--(?:remove|rename)-section$/.test(arg)))
    return { key: `${key.toLowerCase()}.`, value: "" };
  return value === undefined && !removes ? null : { key: key.toLowerCase(), value: value ?? "" };
}
