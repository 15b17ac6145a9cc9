import type { Grammar, Values } from "./grammar.ts";

/** A completion for fish 3 and newer. */
export function fishCompletion(grammars: readonly Grammar[]): string {
  const firsts = grammars.filter(({ name }) => !name.includes(" "));
  const twoWords = grammars.filter(({ name }) => name.includes(" "));
  const lines = [
    ...firsts.map(
      ({ name, summary }) => `complete -c keylatch -n __keylatch_first -a ${name} -d ${quoted(summary)}`,
    ),
    "complete -c keylatch -n __keylatch_first -l help -d 'how to use it'",
    "complete -c keylatch -n __keylatch_first -l version -d 'the version'",
    ...grammars.flatMap(linesOf),
  ];
  return `# keylatch completion for fish. Save it where fish looks:
#   keylatch completion fish > ~/.config/fish/completions/keylatch.fish
function __keylatch_first
    test (count (commandline -opc)) -eq 1
end
function __keylatch_is
    set -l words (commandline -opc)
    set -l name $words[2]
    if contains -- "$words[2] $words[3]" ${twoWords.map(({ name }) => quoted(name)).join(" ")}
        set name "$words[2] $words[3]"
    end
    test "$name" = "$argv"
end
complete -c keylatch -f
${lines.join("\n")}
`;
}

function linesOf({ name, switches, positionals, seconds }: Grammar): string[] {
  const when = `complete -c keylatch -n ${quoted(`__keylatch_is ${name}`)}`;
  return [
    ...seconds.map(({ word, summary }) => `${when} -a ${word} -d ${quoted(summary)}`),
    ...(positionals === "free" ? [] : [`${when} ${values(positionals)}`]),
    ...switches.map(({ name: option, help, values: own }) => {
      const value =
        own === null ? "" : own === "free" ? " -x" : own === "files" ? " -r -F" : ` -x ${values(own)}`;
      return `${when} -l ${option}${value} -d ${quoted(help)}`;
    }),
  ];
}

function values(of: Exclude<Values, "free">): string {
  return of === "files" ? "-F" : `-a ${quoted(of.join(" "))}`;
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, "\\$&")}'`;
}
