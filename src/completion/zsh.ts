import { singleQuoted } from "../singleQuoted.ts";
import type { Grammar, Values } from "./grammar.ts";

/** A completion for zsh, to be sourced or put on `fpath` as `_keylatch`. */
export function zshCompletion(grammars: readonly Grammar[]): string {
  const firsts = grammars.filter(({ name }) => !name.includes(" "));
  const twoWords = grammars.filter(({ name }) => name.includes(" "));
  return `#compdef keylatch
# keylatch completion for zsh. Put this into ~/.zshrc, after compinit:
#   source <(keylatch completion zsh)
_keylatch() {
  local curcontext="$curcontext" state line
  local -a commands seconds
  commands=(
${firsts.map(({ name, summary }) => `    ${entry(name, summary)}`).join("\n")}
  )
  if ((CURRENT == 2)); then
    _describe -t commands command commands
    compadd -- --help --version
    return
  fi
  local name=$words[2]
  if ((CURRENT > 3)); then
    case "$words[2] $words[3]" in
      ${twoWords.map(({ name }) => `'${name}'`).join(" | ")}) name="$words[2] $words[3]"; shift words; ((CURRENT--)) ;;
    esac
  fi
  shift words
  ((CURRENT--))
  case "$name" in
${grammars.map(branch).join("\n")}
  esac
}
if [[ $funcstack[1] == _keylatch ]]; then _keylatch "$@"; else compdef _keylatch keylatch; fi
`;
}

function branch({ name, switches, positionals, seconds }: Grammar): string {
  const lines = switches.map(({ name: option, help, values }) => {
    const value = values === null ? "" : `:${option}:${action(values)}`;
    return `        ${singleQuoted(`--${option}${values === null ? "" : "="}[${help.replace(/[[\]]/g, "\\$&").replaceAll(":", "\\:")}]${value}`)}`;
  });
  if (seconds.length > 0) {
    lines.push(`        '1:: :(${seconds.map(({ word }) => word).join(" ")})'`);
  } else if (positionals !== "free") lines.push(`        '*:: :${action(positionals)}'`);
  return `    '${name}')
      _arguments \\
${lines.join(" \\\n")}
      ;;`;
}

function action(values: Values): string {
  if (values === "files") return "_files";
  return values === "free" ? " " : `(${values.join(" ")})`;
}

function entry(name: string, summary: string): string {
  return singleQuoted(`${name.replaceAll(":", "\\:")}:${summary}`);
}
