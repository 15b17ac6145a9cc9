import type { Lexical, StringRule } from "./lexical.ts";

/** How a language reads an environment variable, and how a string literal can be split around one. */
export interface Language {
  readonly name: string;
  /** Matches file paths in lower case. */
  readonly paths: RegExp;
  /** Matches the first line of a script. */
  readonly shebang?: RegExp;
  readonly lexical: Lexical;
  /** The expression that reads the variable. */
  reference(variable: string): string;
  /** Interpolation of the variable in a string with this opening; `null` if such a string has none. */
  inside?(opening: string, variable: string): string | null;
  /** The operator that concatenates two strings; empty if they are written side by side. */
  readonly joint: string;
  /** Matches code before a literal that has to be a constant: an annotation, a case, a default. It has no strings. */
  readonly constant?: RegExp;
}

const DOUBLE: StringRule = { open: /"/y, escape: "\\" };
const SINGLE: StringRule = { open: /'/y, escape: "\\" };
const C_COMMENTS = { line: /\/\//y, block: [["/*", "*/"]] } as const;
const BACKTICK = /\x60/y;
const processEnv = (variable: string) => `process.env.${variable}`;
const WORD_BEFORE = "(?<![\\w$])";

const jvm = (name: string, paths: RegExp, strings: readonly StringRule[], constant?: RegExp): Language => ({
  name,
  paths,
  lexical: { ...C_COMMENTS, strings },
  reference: (variable) => `System.getenv("${variable}")`,
  joint: " + ",
  ...(constant && { constant }),
});
/** `@Value("…`, `case "…` */
const JVM_CONSTANT = /@[\w.]+\s*\([^()]*$|\bcase\b[^:;{}>]*$/;

/** The first that fits applies. */
const languages: readonly Language[] = [
  {
    name: "JavaScript",
    paths: /\.(?:[cm]?jsx?)$/,
    shebang: /\b(?:node|bun)\b/,
    lexical: {
      ...C_COMMENTS,
      strings: [DOUBLE, SINGLE, { open: BACKTICK, escape: "\\", severalLines: true, hole: ["${", "}"] }],
      regex: true,
    },
    reference: processEnv,
    inside: (opening, variable) => (opening === "`" ? `\${${processEnv(variable)}}` : null),
    joint: " + ",
    // An import, a type, an enumeration
    constant: /\b(?:from|import)\s*$|\btype\s+\w+\s*=[^;{}\n]*$|\benum\s+\w+\s*\{[^}]*$/,
  },
  {
    name: "Python",
    paths: /\.(?:py|pyw)$/,
    shebang: /\bpython[\d.]*/,
    lexical: {
      line: /#/y,
      strings: [
        { open: new RegExp(`${WORD_BEFORE}(?:[rR]|[rR]?[bB]|[bB][rR])(?:"""|''')`, "y"), severalLines: true },
        { open: new RegExp(`(?:${WORD_BEFORE}[uUfF])?(?:"""|''')`, "y"), escape: "\\", severalLines: true },
        { open: new RegExp(`${WORD_BEFORE}(?:[rR][bBfF]?|[bBfF][rR])["']`, "y") },
        { open: new RegExp(`(?:${WORD_BEFORE}[uUfFbB])?["']`, "y"), escape: "\\" },
      ],
    },
    reference: (variable) => `os.environ["${variable}"]`,
    inside: (opening, variable) => {
      if (!/f/i.test(opening)) return null;
      return opening.endsWith('"') ? `{os.environ['${variable}']}` : `{os.environ["${variable}"]}`;
    },
    joint: " + ",
  },
  jvm("Java", /\.java$/, [{ open: /"""/y, escape: "\\", severalLines: true }, DOUBLE, SINGLE], JVM_CONSTANT),
  jvm(
    "Kotlin",
    /\.kts?$/,
    [{ open: /"""/y, severalLines: true, hole: ["${", "}"] }, { ...DOUBLE, hole: ["${", "}"] }, SINGLE],
    /@[\w.:]+\s*\([^()]*$|\bconst\s+val\b[^;\n]*$/,
  ),
  jvm("Groovy", /\.(?:groovy|gradle)$/, [
    { open: /'''/y, escape: "\\", severalLines: true },
    { open: /"""/y, escape: "\\", severalLines: true, hole: ["${", "}"] },
    SINGLE,
    { ...DOUBLE, hole: ["${", "}"] },
  ]),
  {
    name: "Go",
    paths: /\.go$/,
    lexical: { ...C_COMMENTS, strings: [DOUBLE, { open: BACKTICK, severalLines: true }, SINGLE] },
    reference: (variable) => `os.Getenv("${variable}")`,
    joint: " + ",
    // In a block of constants
    constant: /\bconst\s*\([^()]*$|\bcase\b[^:;{}]*$/,
  },
  {
    name: "C#",
    paths: /\.(?:cs|csx)$/,
    lexical: {
      ...C_COMMENTS,
      strings: [
        { open: /"""/y, severalLines: true },
        { open: /(?:\$@|@\$)"/y, doubled: true, severalLines: true, hole: ["{", "}"] },
        { open: /@"/y, doubled: true, severalLines: true },
        { open: /\$"/y, escape: "\\", hole: ["{", "}"] },
        DOUBLE,
        SINGLE,
      ],
    },
    reference: (variable) => `Environment.GetEnvironmentVariable("${variable}")`,
    joint: " + ",
    // An attribute, a case, the default of a parameter
    constant: /(?:^|[;{}])\s*\[[^\]]*$|\bcase\b[^:;{}]*$|\(\s*(?:[^()]*,)?\s*string\??\s+\w+\s*=\s*$/,
  },
  {
    name: "PHP",
    paths: /\.(?:php|phtml|inc)$/,
    shebang: /\bphp\b/,
    lexical: {
      line: /\/\/|#(?!\[)/y,
      block: [["/*", "*/"]],
      strings: [
        { ...SINGLE, severalLines: true },
        { ...DOUBLE, severalLines: true },
      ],
      heredoc: /<<<[ \t]*(["']?)([A-Za-z_]\w*)\1/y,
    },
    reference: (variable) => `getenv('${variable}')`,
    joint: " . ",
    // Constants, properties and defaults of parameters; an attribute
    constant:
      /\b(?:const|public|private|protected|static|var|readonly)\b[^;{}]*=[^;{}]*$|\bfunction\b[^{};]*\([^{};]*$|#\[[^\]]*$|\bcase\b[^:;{}]*$/,
  },
  {
    name: "Ruby",
    paths: /(?:\.(?:rb|rake|gemspec|ru)|(?:^|\/)(?:gemfile|rakefile|vagrantfile|fastfile))$/,
    shebang: /\bruby\b/,
    lexical: {
      line: /#/y,
      block: [["\n=begin", "\n=end"]],
      strings: [
        { ...DOUBLE, severalLines: true, hole: ["#{", "}"] },
        { ...SINGLE, severalLines: true },
      ],
      heredoc: /<<[~-]?(["'`]?)([A-Z_]\w*)\1/y,
    },
    reference: (variable) => `ENV.fetch("${variable}")`,
    inside: (opening, variable) => (opening === '"' ? `#{ENV.fetch("${variable}")}` : null),
    joint: " + ",
  },
  {
    name: "PowerShell",
    paths: /\.(?:ps1|psm1|psd1)$/,
    shebang: /\bpwsh\b/,
    lexical: {
      line: /#/y,
      block: [["<#", "#>"]],
      strings: [
        { open: /@"\r?\n/y, close: '\n"@', severalLines: true, hole: ["$(", ")"] },
        { open: /@'\r?\n/y, close: "\n'@", severalLines: true },
        { open: /"/y, escape: "`", doubled: true, severalLines: true, hole: ["$(", ")"] },
        { open: /'/y, doubled: true, severalLines: true },
      ],
    },
    reference: (variable) => `$env:${variable}`,
    inside: (opening, variable) => (opening.includes('"') ? `$($env:${variable})` : null),
    joint: " + ",
    constant: /\[\w+\([^()\]]*$/,
  },
  {
    name: "shell",
    paths: /(?:\.(?:sh|bash|zsh|ksh)|(?:^|\/)\.(?:envrc|bashrc|bash_profile|profile|zshrc|zshenv))$/,
    shebang: /\b(?:ba|da|z|k)?sh\b/,
    lexical: {
      line: /(?<![^\s;&|()])#/y,
      strings: [
        { open: /\$'/y, close: "'", escape: "\\", severalLines: true },
        { open: /'/y, severalLines: true },
        { ...DOUBLE, severalLines: true, hole: ["$(", ")"] },
      ],
      heredoc: /(?<!<)<<-?(?!<)[ \t]*\\?(["']?)([A-Za-z_]\w*)\1/y,
      escapes: true,
    },
    reference: (variable) => `"$${variable}"`,
    inside: (opening, variable) => (opening === '"' ? `\${${variable}}` : null),
    joint: "",
  },
];

/** The language of a file, by its name or its first line; `null` if it is none of these. */
export function languageOf(path: string, text: string): Language | null {
  const name = path.toLowerCase();
  const byName = languages.find(({ paths }) => paths.test(name));
  if (byName !== undefined) return byName;
  if (/\.(?:tsx?|[cm]ts)$/.test(name)) return typescript;
  const first = /^#!.*/.exec(text)?.[0];
  return (first !== undefined && languages.find(({ shebang }) => shebang?.test(first))) || null;
}

const javascript = languages[0] as Language;

/** In TypeScript a variable may be undefined; `!` makes it a string. */
const typescript: Language = {
  ...javascript,
  name: "TypeScript",
  paths: /\.(?:tsx?|[cm]ts)$/,
  reference: (variable) => `${processEnv(variable)}!`,
};
