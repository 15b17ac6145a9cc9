/** How a kind of file gets at an environment variable; the first pattern that fits the path counts. */
const REFERENCES: readonly (readonly [RegExp, (name: string) => string])[] = [
  [/(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/, (name) => `\${{ secrets.${name} }}`],
  [/(?:^|\/)(?:pom|settings)[^/]*\.xml$/, (name) => `\${env.${name}}`],
  [/\.(?:ya?ml|properties|xml|conf)$/, (name) => `\${${name}}`],
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
const PROSE = /\.(?:md|mdx|txt|rst|adoc|html?)$/;

/** What to write into a file where the secret stood, as the beginning of a sentence. */
export function replacement(path: string, variable: string): string {
  const file = path.toLowerCase();
  if (VALUES.test(file)) return `Leave ${variable} empty there`;
  if (PROSE.test(file)) return "Write a made-up placeholder in its place";
  const reference = REFERENCES.find(([pattern]) => pattern.test(file))?.[1](variable);
  return reference
    ? `Put ${reference} in its place`
    : `Let it come from the environment variable ${variable}`;
}
