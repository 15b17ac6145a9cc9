/** How a programming language reads an environment variable. */
export interface Reader {
  /** Matches file paths in lower case. */
  readonly paths: RegExp;
  /** The expression that reads the variable. */
  reference(variable: string): string;
}

const processEnv = (variable: string) => `process.env.${variable}`;
const systemGetenv = (variable: string) => `System.getenv("${variable}")`;

/** The languages, also those in which `keylatch fix` cannot tell strings from code. */
export const readers = {
  JavaScript: { paths: /\.[cm]?jsx?$/, reference: processEnv },
  TypeScript: { paths: /\.(?:tsx?|[cm]ts)$/, reference: processEnv },
  Python: { paths: /\.pyw?$/, reference: (variable) => `os.environ["${variable}"]` },
  Java: { paths: /\.java$/, reference: systemGetenv },
  Kotlin: { paths: /\.kts?$/, reference: systemGetenv },
  Groovy: { paths: /\.(?:groovy|gradle)$/, reference: systemGetenv },
  Scala: { paths: /\.scala$/, reference: systemGetenv },
  Go: { paths: /\.go$/, reference: (variable) => `os.Getenv("${variable}")` },
  "C#": { paths: /\.csx?$/, reference: (variable) => `Environment.GetEnvironmentVariable("${variable}")` },
  PHP: { paths: /\.(?:php|phtml|inc)$/, reference: (variable) => `getenv('${variable}')` },
  Ruby: {
    paths: /(?:\.(?:rb|rake|gemspec|ru)|(?:^|\/)(?:gemfile|rakefile|vagrantfile|fastfile))$/,
    reference: (variable) => `ENV.fetch("${variable}")`,
  },
  Rust: { paths: /\.rs$/, reference: (variable) => `std::env::var("${variable}")` },
  PowerShell: { paths: /\.ps[dm]?1$/, reference: (variable) => `$env:${variable}` },
  shell: {
    paths: /(?:\.(?:sh|bash|zsh|ksh)|(?:^|\/)\.(?:envrc|bashrc|bash_profile|profile|zshrc|zshenv))$/,
    reference: (variable) => `"$${variable}"`,
  },
} satisfies Record<string, Reader>;

/** The name of a language that keylatch knows. */
export type LanguageName = keyof typeof readers;

/** The language of a file, by its name. @param path in lower case */
export function readerOf(path: string): Reader | undefined {
  return Object.values<Reader>(readers).find(({ paths }) => paths.test(path));
}
