import type { Lexical, StringRule } from "./lexical.ts";
import { type LanguageName, type Reader, readers } from "./readers.ts";

/** How a string literal can be split around an environment variable. */
export interface Language extends Reader {
  readonly name: LanguageName;
  /** Matches the first line of a script. */
  readonly shebang?: RegExp;
  readonly lexical: Lexical;
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
const read = (name: LanguageName) => ({ name, ...readers[name] });
const WORD_BEFORE = "(?<![\\w$])";

const jvm = (name: LanguageName, strings: readonly StringRule[], constant?: RegExp): Language => ({
  ...read(name),
  lexical: { ...C_COMMENTS, strings },
  joint: " + ",
  ...(constant && { constant }),
});
/** `@Value("…`, `case "…` */
const JVM_CONSTANT = /@[\w.]+\s*\([^()]*$|\bcase\b[^:;{}>]*$/;

const script: Omit<Language, "name" | keyof Reader> = {
  shebang: /\b(?:node|bun)\b/,
  lexical: {
    ...C_COMMENTS,
    strings: [DOUBLE, SINGLE, { open: BACKTICK, escape: "\\", severalLines: true, hole: ["${", "}"] }],
    regex: true,
  },
  inside: (opening, variable) => (opening === "`" ? `\${${readers.JavaScript.reference(variable)}}` : null),
  joint: " + ",
  // An import, a type, an enumeration
  constant: /\b(?:from|import)\s*$|\btype\s+\w+\s*=[^;{}\n]*$|\benum\s+\w+\s*\{[^}]*$/,
};

/** The first that fits applies. */
const languages: readonly Language[] = [
  { ...read("JavaScript"), ...script },
  // A variable may be undefined; `!` makes it a string.
  { ...read("TypeScript"), ...script, reference: (variable) => `${readers.TypeScript.reference(variable)}!` },
  {
    ...read("Python"),
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
    inside: (opening, variable) => {
      if (!/f/i.test(opening)) return null;
      return opening.endsWith('"') ? `{os.environ['${variable}']}` : `{os.environ["${variable}"]}`;
    },
    joint: " + ",
  },
  jvm("Java", [{ open: /"""/y, escape: "\\", severalLines: true }, DOUBLE, SINGLE], JVM_CONSTANT),
  jvm(
    "Kotlin",
    [{ open: /"""/y, severalLines: true, hole: ["${", "}"] }, { ...DOUBLE, hole: ["${", "}"] }, SINGLE],
    /@[\w.:]+\s*\([^()]*$|\bconst\s+val\b[^;\n]*$/,
  ),
  jvm("Groovy", [
    { open: /'''/y, escape: "\\", severalLines: true },
    { open: /"""/y, escape: "\\", severalLines: true, hole: ["${", "}"] },
    SINGLE,
    { ...DOUBLE, hole: ["${", "}"] },
  ]),
  {
    ...read("Go"),
    lexical: { ...C_COMMENTS, strings: [DOUBLE, { open: BACKTICK, severalLines: true }, SINGLE] },
    joint: " + ",
    // In a block of constants
    constant: /\bconst\s*\([^()]*$|\bcase\b[^:;{}]*$/,
  },
  {
    ...read("C#"),
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
    joint: " + ",
    // An attribute, a case, the default of a parameter
    constant: /(?:^|[;{}])\s*\[[^\]]*$|\bcase\b[^:;{}]*$|\(\s*(?:[^()]*,)?\s*string\??\s+\w+\s*=\s*$/,
  },
  {
    ...read("PHP"),
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
    joint: " . ",
    // Constants, properties and defaults of parameters; an attribute
    constant:
      /\b(?:const|public|private|protected|static|var|readonly)\b[^;{}]*=[^;{}]*$|\bfunction\b[^{};]*\([^{};]*$|#\[[^\]]*$|\bcase\b[^:;{}]*$/,
  },
  {
    ...read("Ruby"),
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
    inside: (opening, variable) => (opening === '"' ? `#{ENV.fetch("${variable}")}` : null),
    joint: " + ",
  },
  {
    ...read("PowerShell"),
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
    inside: (opening, variable) => (opening.includes('"') ? `$($env:${variable})` : null),
    joint: " + ",
    constant: /\[\w+\([^()\]]*$/,
  },
  {
    ...read("shell"),
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
    inside: (opening, variable) => (opening === '"' ? `\${${variable}}` : null),
    joint: "",
  },
];

/** The language of a file, by its name or its first line; `null` if it is none of these. */
export function languageOf(path: string, text: string): Language | null {
  const name = path.toLowerCase();
  const byName = languages.find(({ paths }) => paths.test(name));
  if (byName !== undefined) return byName;
  const first = /^#!.*/.exec(text)?.[0];
  return (first !== undefined && languages.find(({ shebang }) => shebang?.test(first))) || null;
}
