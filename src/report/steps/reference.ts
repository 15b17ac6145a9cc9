import type { Finding } from "../../finding.ts";
import { consumerOf, PROSE } from "../../fix/consumers.ts";
import { readerOf, readers } from "../../fix/readers.ts";
import { printable } from "../printable.ts";
import { list, lowerFirst } from "../words.ts";
import { pathspec } from "./pathspecs.ts";
import type { FilledStep, StepContext } from "./step.ts";

const TERRAFORM = /\.tf$/;

/** How other files refer to an environment variable; the first pattern that matches the path applies. */
const REFERENCES: readonly (readonly [RegExp, (name: string) => string])[] = [
  [/(?:^|\/)(?:pom|settings)[^/]*\.xml$/, (name) => `\${env.${name}}`],
  [/\.(?:xml|conf)$/, (name) => `\${${name}}`],
  [/\.ipynb$/, readers.Python.reference],
  [TERRAFORM, (name) => `var.${name.toLowerCase()}`],
];

/** Files with plain values, which cannot refer to others: `.env`, `mail.env`, `.env.local`. */
const VALUES = /(?:^|\/|\.)env(?:\.[\w-]+)*$/;
/** `SES_SMTP_PASS=`, `export SES_SMTP_PASS=`, `SMTP_URL=smtps://user:` */
const KEY = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]{0,63})[ \t]*=/;

/** The key of a finding in a file of values; `null` in other files, whose keys need not be names of variables. */
export function keyOf({ path, line, excerpt }: Finding): string | null {
  if (!VALUES.test(path.toLowerCase())) return null;
  const { text, mark } = excerpt.find(({ number }) => number === line) ?? {};
  return mark === undefined ? null : (KEY.exec((text as string).slice(0, mark.start))?.[1] ?? null);
}

/**
 * What to write in place of the secrets, as the beginning of a sentence.
 * @param variables the variables for them: one, or those of a pair
 */
export function replacement(paths: readonly string[], variables: readonly string[]): string {
  const [first = "", ...others] = new Set(paths.map((path) => replacementIn(path.toLowerCase(), variables)));
  // A reference that works in one file may not work in another.
  return others.length === 0 ? first : fromEnvironment(variables);
}

function replacementIn(file: string, variables: readonly string[]): string {
  const isOne = variables.length === 1;
  if (VALUES.test(file)) return `Leave ${list(variables)} empty there`;
  if (PROSE.test(file))
    return `Write ${isOne ? "a made-up placeholder in its" : "made-up placeholders in their"} place`;
  const references = variables.map((variable) => referenceIn(file, variable));
  return references.includes(undefined)
    ? `Delete ${isOne ? "it" : "both"} there, and let the program ${lowerFirst(fromEnvironment(variables))}`
    : `Put ${list(references as string[])} ${placeIn(file, isOne)}`;
}

/** In code a reference between the quotes would be text; a shell has its own. */
function placeIn(file: string, isOne: boolean): string {
  const reader = readerOf(file);
  if (TERRAFORM.test(file) || (reader !== undefined && reader !== readers.shell))
    return `in place of the quoted ${isOne ? "value" : "values"}`;
  return `in ${isOne ? "its" : "their"} place`;
}

function fromEnvironment(variables: readonly string[]): string {
  const isOne = variables.length === 1;
  return `Read ${isOne ? "it" : "both"} from the environment ${isOne ? "variable" : "variables"} ${list(variables)}`;
}

/** The reference to a variable, if the file's name tells which program reads it; YAML files often do not. */
function referenceIn(file: string, variable: string): string | undefined {
  const known =
    readerOf(file) ?? consumerOf({ path: file, text: "", tracked: new Set(), declares: () => false });
  return (known?.reference ?? REFERENCES.find(([pattern]) => pattern.test(file))?.[1])?.(variable);
}

/** Takes files out of git but keeps them on disk. @param then commands to run afterwards */
export function ignoreStep(
  context: StepContext,
  files: readonly string[],
  ...then: readonly string[]
): FilledStep {
  const names = files.map((path) => pathspec(path, context)).join(" ");
  return {
    title: `Add ${list(files.map(printable))} to .gitignore: values stay there, or move to a store; then`,
    command: context.shell.chain(
      `git rm --cached --ignore-unmatch -- ${names}`,
      `git add -- ${pathspec(".gitignore", context)}`,
      ...then,
    ),
  };
}
