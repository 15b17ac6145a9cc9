import type { Finding } from "../../finding.ts";
import { consumerOf } from "../../fix/consumers.ts";
import { isOwnEnv } from "../../fix/dotenvSpot.ts";
import { printable } from "../printable.ts";
import { list } from "../words.ts";
import { pathspec } from "./pathspecs.ts";
import type { FilledStep, Way } from "./way.ts";

/** How a kind of program gets at an environment variable; the first pattern that fits the path counts. */
const REFERENCES: readonly (readonly [RegExp, (name: string) => string])[] = [
  [/(?:^|\/)(?:pom|settings)[^/]*\.xml$/, (name) => `\${env.${name}}`],
  [/\.(?:xml|conf)$/, (name) => `\${${name}}`],
  [/\.[cm]?[jt]sx?$/, (name) => `process.env.${name}`],
  [/\.(?:py|ipynb)$/, (name) => `os.environ["${name}"]`],
  [/\.(?:java|kts?|scala|groovy|gradle)$/, (name) => `System.getenv("${name}")`],
  [/\.go$/, (name) => `os.Getenv("${name}")`],
  [/\.cs$/, (name) => `Environment.GetEnvironmentVariable("${name}")`],
  [/\.rb$/, (name) => `ENV.fetch("${name}")`],
  [/\.php$/, (name) => `getenv("${name}")`],
  [/\.rs$/, (name) => `std::env::var("${name}")`],
  [/\.tf(?:vars)?$/, (name) => `var.${name.toLowerCase()}`],
  [/\.ps1$/, (name) => `$env:${name}`],
  [/\.(?:ba|z|k)?sh$/, (name) => `"$${name}"`],
];

/** Files that hold values and nothing that could refer to one: `.env`, `mail.env`, `.env.local`. */
const VALUES = /(?:^|\/|\.)env(?:\.[\w-]+)*$/;
/** `SES_SMTP_PASS=`, `export SES_SMTP_PASS=`, `SMTP_URL=smtps://user:` */
const KEY = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]{0,63})[ \t]*=/;
const PROSE = /\.(?:md|mdx|txt|rst|adoc|html?)$/;

/** What a file of values calls a finding's value; `null` in other files, whose names need not be those of variables. */
export function keyOf({ path, line, excerpt }: Finding): string | null {
  if (!VALUES.test(path.toLowerCase())) return null;
  const { text, mark } = excerpt.find(({ number }) => number === line) ?? {};
  return mark === undefined ? null : (KEY.exec((text as string).slice(0, mark.start))?.[1] ?? null);
}

/** What AWS's console saves, what programs read a login from, and secrets of Docker: nothing in them could refer to a value. */
const CREDENTIALS =
  /(?:^|\/)(?:rootkey|credentials|[^/]*access_?keys?)\.csv$|(?:^|\/)(?:sasl_passwd|[._]netrc|\.aws\/credentials|secrets\/[\w-]+(?:\.txt)?)$/;

/** Whether a file holds somebody's own values, and does not belong in git at all. */
export function isOwnFile(path: string): boolean {
  return isOwnEnv(path) || CREDENTIALS.test(path.toLowerCase());
}

/**
 * What to write into files where secrets stood, as the beginning of a sentence.
 * @param variables what is to carry them: one, or those of a pair
 */
export function replacement(paths: readonly string[], variables: readonly string[]): string {
  const [first = "", ...others] = new Set(paths.map((path) => replacementIn(path.toLowerCase(), variables)));
  // What one file takes may be nothing to another.
  return others.length === 0 ? first : fromEnvironment(variables);
}

function replacementIn(file: string, variables: readonly string[]): string {
  const isOne = variables.length === 1;
  if (VALUES.test(file)) return `Leave ${list(variables)} empty there`;
  if (PROSE.test(file))
    return `Write ${isOne ? "a made-up placeholder in its" : "made-up placeholders in their"} place`;
  const references = variables.map((variable) => referenceIn(file, variable));
  return references.includes(undefined)
    ? fromEnvironment(variables)
    : `Put ${list(references as string[])} in ${isOne ? "its" : "their"} place`;
}

function fromEnvironment(variables: readonly string[]): string {
  const isOne = variables.length === 1;
  return `Read ${isOne ? "it" : "both"} from the environment ${isOne ? "variable" : "variables"} ${list(variables)}`;
}

/** What stands for a variable, as far as a file's name tells who reads it: of YAML nobody knows by itself. */
function referenceIn(file: string, variable: string): string | undefined {
  const reader = consumerOf({ path: file, text: "", tracked: new Set(), declares: () => false });
  return (reader?.reference ?? REFERENCES.find(([pattern]) => pattern.test(file))?.[1])?.(variable);
}

/** Takes such files out of git, with what has to follow; they stay on disk as they are. */
export function ignoreStep(way: Way, files: readonly string[], ...then: readonly string[]): FilledStep {
  const names = files.map((path) => pathspec(path, way)).join(" ");
  return {
    title: `Add ${list(files.map(printable))} to .gitignore: values stay there, or move to a store; then`,
    command: way.shell.chain(
      `git rm --cached --ignore-unmatch -- ${names}`,
      `git add -- ${pathspec(".gitignore", way)}`,
      ...then,
    ),
  };
}
