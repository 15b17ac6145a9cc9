import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { corpus } from "./corpus.ts";
import type { Sample } from "./sample.ts";
import { type Score, score } from "./score.ts";
import { tools, versionOf } from "./tools.ts";

const { values: options } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    clean: { type: "string", default: "2000" },
    tool: { type: "string", multiple: true },
    failures: { type: "boolean", default: false },
  },
});

/** Writes each sample into a folder of its own, so that it keeps its name and has no other files beside it. */
function write(folder: string, samples: readonly Sample[]): Map<string, Sample> {
  const files = new Map<string, Sample>();
  for (const [index, sample] of samples.entries()) {
    const path = `${index}/${sample.path}`;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), sample.text, sample.encoding ?? "utf8");
    files.set(path, sample);
  }
  return files;
}

/** Copies real files without keys: a sample of those in node_modules. */
function copyClean(folder: string, count: number): number {
  const all = readdirSync("node_modules", { recursive: true, encoding: "utf8" })
    .map((name) => join("node_modules", name))
    .filter((path) => /\.(?:[cm]?[jt]s|json|md|ya?ml|map|txt)$/.test(path))
    .filter((path) => statSync(path).isFile() && statSync(path).size < 200_000)
    .sort();
  const picked = all.filter((_, index) => index % Math.ceil(all.length / count) === 0);
  mkdirSync(folder);
  for (const [index, path] of picked.entries())
    copyFileSync(path, join(folder, `${index}-${path.replaceAll(/[\\/]/g, "_")}`));
  return picked.length;
}

const percent = (part: number, whole: number) =>
  whole === 0 ? "-" : `${((100 * part) / whole).toFixed(1)} %`;
const cells = (own: Score) => [
  percent(own.found, own.secrets),
  percent(own.reported - own.wrong, own.reported),
];

/** The results that keylatch has to reach. */
const isGood = ({ exact, secrets, wrong, reported }: Score) =>
  exact >= 0.99 * secrets && wrong <= 0.01 * reported;

const base = realpathSync(mkdtempSync(join(tmpdir(), "keylatch-detection-")));
const samples = corpus(Number(options.seed));
const files = write(join(base, "corpus"), samples);
const clean = copyClean(join(base, "clean"), Number(options.clean));

console.log(
  `seed ${options.seed}: ${samples.length} files with ${samples.flatMap(({ labels }) => labels.filter(({ isOptional }) => !isOptional)).length} secrets, ${clean} clean files\n`,
);
console.log(
  "| scanner | Anypoint: recall | precision | SES: recall | precision | in clean files |\n|---|---|---|---|---|---|",
);
for (const tool of tools) {
  if (options.tool !== undefined && !options.tool.includes(tool.name)) continue;
  const version = versionOf(tool);
  if (version === undefined) {
    console.log(`| ${tool.name} | not installed | | | | |`);
    continue;
  }
  const reports = tool.search(join(base, "corpus"));
  const scores = (["anypoint", "aws-ses"] as const).map((family) => score(family, files, reports));
  const row = [
    `${tool.name} ${version}`,
    ...scores.flatMap(cells),
    `${tool.search(join(base, "clean")).length}`,
  ];
  console.log(`| ${row.join(" | ")} |`);
  if (tool.name === "keylatch") process.exitCode = scores.every(isGood) ? 0 : 1;
  if (options.failures)
    for (const line of scores.flatMap(({ failures }) => failures)) console.log(`  ${line}`);
}
rmSync(base, { recursive: true });
