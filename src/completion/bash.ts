import type { Grammar, Values } from "./grammar.ts";

/** A completion for bash 3.2 and newer. */
export function bashCompletion(grammars: readonly Grammar[]): string {
  const firsts = grammars.map(({ name }) => name).filter((name) => !name.includes(" "));
  const twoWords = grammars.map(({ name }) => name).filter((name) => name.includes(" "));
  return `# keylatch completion for bash. Put this into ~/.bashrc:
#   source <(keylatch completion bash)
_keylatch() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} command=\${COMP_WORDS[1]} words=""
  local IFS=$' \\t\\n'
  if [[ $cur == = ]]; then cur=""
  elif [[ $prev == = ]]; then prev=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W '${[...firsts, "--help", "--version"].join(" ")}' -- "$cur"))
    return
  fi
  if ((COMP_CWORD > 2)); then
    case "$command \${COMP_WORDS[2]}" in
      ${twoWords.map((name) => `'${name}'`).join(" | ")}) command="$command \${COMP_WORDS[2]}" ;;
    esac
  fi
  case "$command $prev" in
${grammars.flatMap(valueCases).join("\n")}
  esac
  if [[ $cur == -* ]]; then
    case "$command" in
${grammars.map(({ name, switches }) => `      '${name}') words='${switches.map((option) => `--${option.name}`).join(" ")}' ;;`).join("\n")}
    esac
  else
    case "$command" in
${grammars.map(({ name, positionals, seconds }) => `      '${name}') ${answer([...seconds.map(({ word }) => word)], positionals)} ;;`).join("\n")}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
_keylatch_files() {
  local IFS=$'\\n'
  COMPREPLY=($(compgen -f -- "$1"))
  compopt -o filenames 2>/dev/null
}
complete -F _keylatch keylatch
`;
}

function valueCases({ name, switches }: Grammar): string[] {
  return switches.flatMap(({ name: option, values }) => {
    if (values === null) return [];
    const act =
      values === "files"
        ? '_keylatch_files "$cur"; return'
        : values === "free"
          ? "return"
          : `COMPREPLY=($(compgen -W '${values.join(" ")}' -- "$cur")); return`;
    return [`    '${name} --${option}') ${act} ;;`];
  });
}

function answer(seconds: readonly string[], positionals: Values): string {
  if (positionals === "files") return '_keylatch_files "$cur"; return';
  const words = positionals === "free" ? seconds : [...seconds, ...positionals];
  return `words='${words.join(" ")}'`;
}
