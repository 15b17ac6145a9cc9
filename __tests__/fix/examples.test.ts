import { correlate } from "../../detectors/correlate.ts";
import { detect } from "../../detectors/detect.ts";
import type { Match } from "../../detectors/detector.ts";
import type { Surroundings } from "../../src/fix/edit.ts";
import { spotOf } from "../../src/fix/spot.ts";
import { TextFile } from "../../src/fix/textFile.ts";
import { allExamples } from "../helpers/allExamples.ts";

const AROUND: Surroundings = { tracked: new Set(["mule-artifact.json"]), declares: () => true };
/** Names of files whose languages and readers differ; an example is tried under each. */
const PATHS = [
  "a.js",
  "a.ts",
  "a.py",
  "A.java",
  "a.go",
  "a.cs",
  "a.php",
  "a.rb",
  "a.sh",
  "a.ps1",
  "a.tf",
  "a.tfvars",
  "a.env",
  ".env.example",
  "docker-compose.yml",
  ".github/workflows/a.yml",
  "src/main/resources/a.yaml",
  "a.properties",
  "pom.xml",
  "a.json",
  "a.txt",
];

function found(text: string, path: string): Match[] {
  return correlate([detect(text, { path })]).flat();
}

/** What is wrong with the fixes of a file, each made alone; empty when all is well. */
function problems(text: string, path: string): string[] {
  const before = found(text, path);
  const known = new Set(before.map(({ value }) => value));
  return before.flatMap(({ detector, span, value, encodings }) => {
    const secret = { ...span, value, encodings, isIdentifier: detector.kind === "identifier" };
    const spot = spotOf({ path, text, ...AROUND }, secret);
    if (typeof spot === "string") return [];
    const edits = spot.edits(`${spot.prefix ?? ""}${spot.prefix ? "moved_value" : "MOVED_VALUE"}`);
    const file = new TextFile(Buffer.from(text));
    const after = file.edited([...edits].sort((a, b) => a.start - b.start || a.end - b.end)).toString();
    const here = `${detector.id} in ${path}`;
    const again = found(after, path).filter((match) => match.value === value);
    const had = before.filter((match) => match.value === value);
    const fresh = found(after, path).filter((match) => !known.has(match.value));
    return [
      ...(again.length >= had.length ? [`${here}: still there`] : []),
      ...(fresh.length > 0 ? [`${here}: something new`] : []),
    ];
  });
}

test("what a fix writes is no finding, whatever the example and the kind of file", () => {
  const all = [...allExamples(7).values()].flatMap(({ match }) => match);
  const wrong = all.flatMap(({ text, path }) =>
    (path === undefined ? PATHS : [path, ...PATHS.slice(0, 3)]).flatMap((name) => problems(text, name)),
  );
  expect(wrong).toEqual([]);
});
