import type { Detector } from "../detectors/detector.ts";
import type { Examples } from "../detectors/examples.ts";
import { detectors } from "../detectors/index.ts";

/** Most characters of an example on a page, and most examples. */
const LONGEST_EXAMPLE = 300;
const MOST_EXAMPLES = 8;

/** The detectors table of the README. */
export function detectorTable(): string {
  const rows = detectors.map(
    ({ id, title, severity }) => `| [\`${id}\`](docs/detectors/${id}.md) | ${title} | ${severity} |`,
  );
  return ["| id | finds | severity |", "|---|---|---|", ...rows].join("\n");
}

/** The text of `docs/detectors/<id>.md`, made from the detector and its examples. */
export function detectorPage(detector: Detector, examples: Examples): string {
  const { id, title, family, severity, kind, what, leavesAlone, references, remediation } = detector;
  return `# ${title}

\`${id}\`, family \`${family}\`, severity ${severity}

<!-- Made from the detector by \`npm run docs\`. -->

## What it finds

${what} ${KINDS[kind]}

In clear text, and through up to three layers of base64, percent-encoding, JSON and JavaScript escapes, HTML entities,
UTF-16, concatenated strings, continued lines, and gzip and zip archives; the finding points at the place in the file and
says how the secret was encoded.

## Why it matters

${sentence(remediation.summary)}

## Examples

\`**…\` stands for the secret that is found.

${shown(examples.match.map(({ text, secret, identifier }) => hidden(text, secret, identifier)))}

## What it leaves alone

${leavesAlone.map((phrase) => `- ${phrase}`).join("\n")}
${because(examples)}
## Confidence

\`certain\` when the structure or a computation proves it, \`likely\` by shape and context, \`possible\` by its name only.

## More

- \`keylatch explain ${id}\`: misuse, rotation, dependents, safe storage
${references.map((url) => `- <${url}>`).join("\n")}
`;
}

const KINDS: Readonly<Record<Detector["kind"], string>> = {
  generated: "It is random.",
  chosen: "It is chosen by a person, so its name and surroundings give it away, not its shape.",
  identifier: "It is an identifier and is shown in full.",
};

/** Masks the secret and the identifier in an example: pages must not contain anything in the form of a key. */
function hidden(text: string, secret: string, identifier: string | undefined): string {
  const masked = text.replaceAll(secret, "**…").replaceAll("\r", "").replaceAll("\x1b", "\\e");
  return identifier === undefined ? masked : masked.replaceAll(identifier, "…");
}

/** The first short examples, without duplicates, as code blocks. */
function shown(texts: readonly string[]): string {
  const short = [...new Set(texts.map((text) => text.trim()))].filter(
    (text) => text.length <= LONGEST_EXAMPLE,
  );
  return short
    .slice(0, MOST_EXAMPLES)
    .map((text) => `\`\`\`text\n${text.replace(/[A-Za-z0-9+/=_-]{32,}/g, "…")}\n\`\`\``)
    .join("\n\n");
}

/** The reasons of the examples that must not match. Their texts are left out, as they may look like keys. */
function because({ noMatch }: Examples): string {
  const reasons = new Set(noMatch.map((example) => example.because));
  return [...reasons].map((reason) => `- ${reason}\n`).join("");
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
