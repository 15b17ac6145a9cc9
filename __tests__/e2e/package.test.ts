import { cpSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { mailEnv } from "../helpers/keys.ts";
import { keylatchBin, TestRepo } from "../helpers/repo.ts";

const root = join(process.env.KEYLATCH_TEST_PACKAGE as string, "node_modules/keylatch");

function files(): string[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) =>
    statSync(join(root, name)).isFile(),
  );
}

/** A copy of what is installed, but for `part`, without links: from Node 22 on those are followed only with a filter. */
function copyTo(folder: TestRepo, part = "\0"): string {
  const modules = join(folder.dir, "node_modules");
  const filter = (name: string) => !name.includes(part);
  cpSync(join(root, ".."), modules, { recursive: true, dereference: true, filter });
  return modules;
}

test("the package has the command, the library, types and schemas, and nothing else", () => {
  const kinds = new Set(files().map((name) => name.replace(/^(dist\/types|templates)\/.*/, "$1")));
  expect([...kinds].sort()).toEqual([
    "LICENSE",
    "README.md",
    "dist/commands.cjs",
    "dist/detectors.cjs",
    "dist/index.js",
    "dist/keylatch.cjs",
    "dist/main.cjs",
    "dist/plain.sh",
    "dist/pre-commit.sh",
    "dist/pre-push.sh",
    "dist/quick.cjs",
    "dist/runs.grep",
    "dist/shapes.grep",
    "dist/types",
    "dist/words.grep",
    "package.json",
    "schema/config.schema.json",
    "schema/report.schema.json",
    "templates",
  ]);
});

test("no test, example or fake is in it", () => {
  expect(files().filter((name) => /test|fake|examples/.test(name))).toEqual([]);
});

test("what node loads is ASCII, which it reads a third faster", () => {
  const loaded = files().filter((name) => /^dist\/[^/]*js$/.test(name));
  expect(loaded.filter((name) => /[^\0-\x7f]/.test(readFileSync(join(root, name), "utf8")))).toEqual([]);
});

test("nothing in it looks like a key to itself", () => {
  const folder = new TestRepo(null);
  // A link would be copied as one, and not be followed.
  cpSync(realpathSync(root), join(folder.dir, "keylatch"), { recursive: true });
  const { code, stdout } = folder.keylatch("scan");
  expect([code, stdout]).toEqual([0, expect.stringContaining(`clean: ${files().length} files`)]);
  folder.remove();
});

test.each(["picocolors", "keylatch/dist/detectors.cjs"])(
  "without %s it says so, and that nothing was checked",
  (part) => {
    const folder = new TestRepo(null);
    const modules = copyTo(folder, part);
    const bin = join(modules, "keylatch/dist/keylatch.cjs");
    const { code, stdout, stderr } = folder.run(process.execPath, [bin, "scan"]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(
      /^✖ keylatch is not installed completely \(Cannot find module '[^']+'\), so nothing was checked\n {2}Install/,
    );
    expect(stderr.split("\n")).toHaveLength(3);
    folder.remove();
  },
);

test.each<[version: string, code: number, says: string]>([
  ["16.20.2", 2, "✖ keylatch needs Node 20 or newer, and this is 16.20.2, so nothing was checked\n"],
  ["18.20.8", 0, ""],
  ["20.0.0", 0, ""],
])("on Node %s", (version, expected, says) => {
  const folder = new TestRepo(null);
  const older = join(folder.base, "older.cjs");
  writeFileSync(
    older,
    `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } });\n`,
  );
  const { code, stderr } = folder.run(process.execPath, ["--require", older, keylatchBin(), "--version"]);
  expect(code).toBe(expected);
  expect(stderr.slice(0, says.length || undefined)).toBe(says);
  folder.remove();
});

test.each([
  ["keylatch/dist/detectors.cjs", "is not installed completely"],
  ["keylatch/dist/main.cjs", "is not installed completely"],
])("where %s is empty it says so", (part, says) => {
  const folder = new TestRepo(null);
  const modules = copyTo(folder);
  writeFileSync(join(modules, part), "");
  const { code, stdout, stderr } = folder.run(process.execPath, [join(modules, ".bin/keylatch"), "scan"]);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(says);
  expect(stderr.split("\n")).toHaveLength(3);
  folder.remove();
});

test.each(["micromatch", "keylatch/dist/commands.cjs"])("without %s what needs it says so", (part) => {
  const folder = new TestRepo();
  const modules = copyTo(folder, part);
  folder.commit({ ".keylatch/config.json": '{"ignorePaths":["x/**"]}' });
  const bin = join(modules, "keylatch/dist/keylatch.cjs");
  const args = part === "micromatch" ? ["scan"] : ["completion", "bash"];
  const { code, stdout, stderr } = folder.run(process.execPath, [bin, ...args]);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr.replace(/\s+/g, " ")).toMatch(
    /^✖ keylatch: it is not installed completely \(Cannot find module '[^']+'\) Install the packages again: npm ci $/,
  );
  folder.remove();
});

test("it needs no install script and few packages", () => {
  const { dependencies, scripts } = manifestOf(root);
  expect(Object.keys(dependencies)).toEqual(["husky", "micromatch", "picocolors"]);
  for (const script of ["preinstall", "install", "postinstall"]) expect(scripts[script]).toBeUndefined();
});

test("it stays light: to download, and on the disk with everything it needs beside husky", () => {
  const base = process.env.KEYLATCH_TEST_PACKAGE as string;
  const tarball = readdirSync(base).find((name) => name.endsWith(".tgz")) as string;
  expect(statSync(join(base, tarball)).size).toBeLessThan(300_000);
  const packages = new Map([["keylatch", root]]);
  for (const folder of packages.values()) {
    for (const name of Object.keys(manifestOf(folder).dependencies ?? {}))
      if (name !== "husky") packages.set(name, resolve(__dirname, "../../node_modules", name));
  }
  expect(packages.size).toBeLessThanOrEqual(8);
  const sizes = [...packages.values()].map(diskSize);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_500_000);
});

function manifestOf(folder: string) {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

/** Bytes that a folder takes on a disk with blocks of 4 KiB. */
function diskSize(folder: string): number {
  const names = ["", ...readdirSync(folder, { recursive: true, encoding: "utf8" })];
  return names.reduce((sum, name) => sum + Math.ceil(statSync(join(folder, name)).size / 4096) * 4096, 0);
}

test("the library finds keys in text, without git", () => {
  const { text, id } = mailEnv(61);
  const folder = new TestRepo(null);
  folder.linkPackage();
  folder.write(
    "use.mjs",
    `import { correlate, detect, detectors } from "keylatch";
const text = ${JSON.stringify(text)};
const [matches] = correlate([detect(text, { path: "mail.env" })]);
console.log(JSON.stringify(matches.map(({ detector, span, identifier }) => [detector.id, span, identifier])));
console.log(detectors.length > 10);`,
  );
  const { code, stdout } = folder.run(process.execPath, ["use.mjs"], { env: { PATH: folder.base } });
  expect(code).toBe(0);
  const [found, many] = stdout.trim().split("\n") as [string, string];
  expect(many).toBe("true");
  const start = text.indexOf("SES_SMTP_PASS=") + "SES_SMTP_PASS=".length;
  expect(JSON.parse(found)).toContainEqual(["aws-ses-smtp-password", { start, end: start + 44 }, id]);
  folder.remove();
});

test("its types are complete for a strict user", () => {
  const folder = new TestRepo(null);
  folder.linkPackage();
  folder.write(
    "use.mts",
    `import { type Detector, detect, type Match } from "keylatch";
export const ids: string[] = detect("x").map((match: Match) => match.detector.id);
export const family = (detector: Detector): "aws-ses" | "anypoint" => detector.family;`,
  );
  const tsc = require.resolve("typescript/package.json").replace(/package\.json$/, "bin/tsc");
  const args = [
    tsc,
    "--noEmit",
    "--strict",
    "--module",
    "nodenext",
    "--target",
    "es2022",
    "--types",
    "",
    "use.mts",
  ];
  expect(folder.run(process.execPath, args)).toMatchObject({ code: 0, stdout: "" });
  folder.remove();
});

test("an explanation comes with its examples of code", () => {
  const folder = new TestRepo(null);
  const args = [keylatchBin(), "explain", "aws-ses-smtp-password", "--store", "vault", "--lang", "python"];
  const { code, stdout } = folder.run(process.execPath, args);
  expect(stdout).toContain("hvac");
  expect(code).toBe(0);
  folder.remove();
});

test.each(["config", "report"])("schema/%s.schema.json is a JSON schema", (name) => {
  const schema = JSON.parse(readFileSync(join(root, `schema/${name}.schema.json`), "utf8"));
  expect(schema).toMatchObject({ type: "object", additionalProperties: false });
});
