import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { safeParse } from "valibot";
import { detectors } from "../detectors/index.ts";
import { detectorPage, detectorTable } from "../scripts/detectorDocs.ts";
import { commands } from "../src/commandTable.ts";
import { ReportSchema } from "../src/report/formats/schema.ts";
import { allExamples } from "./helpers/allExamples.ts";

const ROOT = resolve(__dirname, "..");
const PAGES = join(ROOT, "docs/detectors");
const README = join(ROOT, "README.md");
const TABLE = /(?<=<!-- detectors -->\n).*?(?=\n<!-- end -->)/s;
const examples = allExamples(1);

/** `npm run docs` runs this file to write what it otherwise checks. */
const writes = process.env.KEYLATCH_DOCS === "write";
if (writes) {
  rmSync(PAGES, { recursive: true, force: true });
  mkdirSync(PAGES, { recursive: true });
  for (const detector of detectors) writeFileSync(join(PAGES, `${detector.id}.md`), page(detector.id));
  writeFileSync(
    README,
    readFileSync(README, "utf8").replace(TABLE, () => detectorTable()),
  );
}

function page(id: string): string {
  const detector = detectors.find((candidate) => candidate.id === id);
  const own = examples.get(id);
  if (detector === undefined || own === undefined) throw new Error(`${id} has no detector or no examples`);
  return detectorPage(detector, own);
}

test.each(detectors.map(({ id }) => id))("docs/detectors/%s.md is current (npm run docs)", (id) => {
  const file = join(PAGES, `${id}.md`);
  expect(existsSync(file) ? readFileSync(file, "utf8") : null).toBe(page(id));
});

test("there is no page without a detector", () => {
  expect(readdirSync(PAGES).sort()).toEqual(detectors.map(({ id }) => `${id}.md`).sort());
});

test("the README has the table of detectors (npm run docs)", () => {
  expect(TABLE.exec(readFileSync(README, "utf8"))?.[0]).toBe(detectorTable());
});

test("the README names every command", () => {
  const text = readFileSync(README, "utf8");
  expect(commands.map(({ name }) => name).filter((name) => !text.includes(`\`keylatch ${name}`))).toEqual([]);
});

test("the README's example of JSON is one of what is printed", () => {
  const [, example = ""] =
    /```json\n(\{\n {2}"version": 1,\n {2}"findings".*?)```/s.exec(readFileSync(README, "utf8")) ?? [];
  expect(safeParse(ReportSchema, JSON.parse(example)).issues).toBeUndefined();
});
