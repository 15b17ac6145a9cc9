import type { File, Note, Reason } from "./edit.ts";

/** A kind of file whose reader replaces references to variables: one takes the place of the secret, quoted as it was. */
export interface Consumer {
  readonly name: string;
  fits(file: File): boolean;
  /** How the file refers to a variable. */
  reference(variable: string): string;
  readonly syntax: "yaml" | "xml" | "properties";
  readonly note?: Note;
}

const dollar = (variable: string) => `\${${variable}}`;

const path = (pattern: RegExp) => (file: File) => pattern.test(file.path.toLowerCase());
/** Whether a file is in a Mule project: each has a mule-artifact.json at its top. */
const isMule = ({ path, tracked }: File) =>
  [...tracked].some((name) => {
    const folder = /^(.*\/|)mule-artifact\.json$/.exec(name)?.[1];
    return folder !== undefined && path.startsWith(folder);
  });
const inResources = path(/(?:^|\/)src\/(?:main|test)\/(?:resources|mule|app)\//);
const hasRoot = (root: string, { text }: File) => new RegExp(`<(?:[\\w.-]+:)?${root}[\\s>]`).test(text);

/** Makes consumers of one syntax. */
const consumerIn =
  (syntax: Consumer["syntax"]) =>
  (name: string, fits: Consumer["fits"], reference = dollar, note?: Note): Consumer => ({
    name,
    fits,
    reference,
    syntax,
    ...(note && { note }),
  });
const [yaml, xml, properties] = [consumerIn("yaml"), consumerIn("xml"), consumerIn("properties")];

const isYaml = path(/\.ya?ml$/);
const isXml = path(/\.(?:xml|pom)$/);
/** Gradle puts nothing into its own. */
const isReferring = path(/(?<!(?:^|\/)(?:gradle|gradle-wrapper|local))\.properties$/);

/** The first that fits applies. */
const consumers: readonly Consumer[] = [
  yaml(
    "GitHub Actions",
    path(/(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/),
    (name) => `\${{ secrets.${name} }}`,
    { kind: "github-secret" },
  ),
  yaml("Compose", path(/(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$/)),
  yaml("Serverless", path(/(?:^|\/)serverless[^/]*\.ya?ml$/), (name) => `\${env:${name}}`),
  yaml("Spring", path(/(?:^|\/)(?:application|bootstrap)[^/]*\.ya?ml$/)),
  yaml("Azure Pipelines", path(/(?:^|\/)azure-pipelines[^/]*\.ya?ml$/), (name) => `$(${name})`, {
    kind: "azure-variable",
  }),
  yaml(
    "Ansible",
    path(/(?:^|\/)(?:group_vars|host_vars|playbooks|roles\/[^/]+\/(?:vars|defaults|tasks))\/.*\.ya?ml$/),
    (name) => `{{ lookup('env', '${name}') }}`,
  ),
  yaml(
    "Rails",
    (file) => isYaml(file) && path(/(?:^|\/)config\/.*\.yml$/)(file) && isRails(file),
    (name) => `<%= ENV['${name}'] %>`,
  ),
  yaml(
    "Symfony",
    (file) =>
      path(/(?:^|\/)config\/(?:packages\/.*|services|parameters)[^/]*\.ya?ml$/)(file) &&
      file.tracked.has("composer.json"),
    (name) => `%env(${name})%`,
  ),
  yaml("Java", (file) => isYaml(file) && inResources(file)),
  properties("Spring", path(/(?:^|\/)(?:application|bootstrap)[^/]*\.properties$/)),
  properties("Log4j", path(/(?:^|\/)log4j2?[^/]*\.properties$/), (name) => `\${env:${name}}`),
  properties("Mule", (file) => isReferring(file) && isMule(file)),
  properties("properties", isReferring, dollar, { kind: "check-properties" }),
  xml(
    "Maven",
    (file) => isXml(file) && (hasRoot("project", file) || hasRoot("settings", file)),
    (name) => `\${env.${name}}`,
  ),
  xml("Mule", (file) => isXml(file) && file.text.includes("http://www.mulesoft.org/schema/mule/")),
  xml("Spring", (file) => isXml(file) && file.text.includes("http://www.springframework.org/schema/")),
  xml(
    "Log4j",
    (file) => isXml(file) && path(/(?:^|\/)log4j2?[^/]*\.xml$/)(file),
    (name) => `\${env:${name}}`,
  ),
];

function isRails({ tracked, text }: File): boolean {
  return text.includes("<%=") || tracked.has("Gemfile") || tracked.has("config/application.rb");
}

/** The program that reads a file and replaces references in it; `null` if none is known. */
export function consumerOf(file: File): Consumer | null {
  return consumers.find(({ fits }) => fits(file)) ?? null;
}

/** Text for people. */
export const PROSE = /\.(?:md|mdx|txt|rst|adoc|html?)$/;

/** Why a file without a known consumer is left alone; the first that fits applies. */
const LEFT: readonly (readonly [Consumer["fits"], Reason])[] = [
  [path(/(?:^|\/)[^/]*\.tfstate(?:\.backup)?$/), "state"],
  [path(/\.ipynb$/), "notebook"],
  [path(/\.(?:json|jsonc|json5|har|webmanifest)$|(?:^|\/)\.(?:prettierrc|eslintrc|babelrc)$/), "json"],
  [path(/(?:^|\/)\.gitlab-ci[^/]*\.ya?ml$/), "gitlab-variables"],
  [path(/(?:^|\/)(?:[^/]*\.)?(?:dockerfile|containerfile)(?:\.[^/]*)?$/), "dockerfile"],
  [path(PROSE), "prose"],
  [isYaml, "yaml"],
  [isXml, "xml"],
];

/** Why a file without a known consumer is left to the person. */
export function leftBecause(file: File): Reason {
  return LEFT.find(([fits]) => fits(file))?.[1] ?? "no-reference";
}
