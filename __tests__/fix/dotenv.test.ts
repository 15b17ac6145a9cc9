import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { addition, dotenvValue, parseDotenv } from "../../src/fix/dotenv.ts";

/** Values as keys and people make them; none holds a line break. */
const VALUES = [
  "plain",
  "aB3/+=.:,-_@%",
  "with blank",
  " blanks around ",
  "hash#inside",
  "hash #behind",
  "dollar$HOME",
  "back\\slash\\n",
  'double"quote',
  "single'quote",
  "exclamation!",
  "star*?[x]",
  "semi;colon&amp|pipe",
  "~/home",
  "back`tick",
  "(brackets)<angles>",
  "ümläut",
  "",
  "=",
  "#",
];

const folder = mkdtempSync(join(tmpdir(), "keylatch-dotenv-"));
const file = join(folder, ".env");
const variables = new Map(VALUES.map((value, index) => [`V${index}`, value]));
writeFileSync(file, addition("", variables));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("Node reads back what was written", () => {
  expect(parseEnv(addition("", variables))).toEqual(Object.fromEntries(variables));
});

test("keylatch reads back what was written", () => {
  expect(parseDotenv(addition("", variables))).toEqual(variables);
});

test("a shell reads back what was written", () => {
  const names = Array.from(variables.keys(), (name) => `"$${name}"`).join(" ");
  const { stdout } = spawnSync("sh", ["-c", `set -a; . "$1"; printf '%s\\0' ${names}`, "sh", file]);
  expect(stdout.toString().split("\0").slice(0, -1)).toEqual(VALUES);
});

const hasPythonDotenv = spawnSync("python3", ["-c", "import dotenv"]).status === 0;
(hasPythonDotenv ? test : test.skip)(
  "python-dotenv reads back what was written (needs python-dotenv)",
  () => {
    const script = "import dotenv, json, sys; print(json.dumps(dotenv.dotenv_values(sys.argv[1])))";
    const { stdout } = spawnSync("python3", ["-c", script, file]);
    expect(JSON.parse(stdout.toString())).toEqual(Object.fromEntries(variables));
  },
);

test.each(["a${HOME}b", "a'b\"c", "a'b$c", "a'b\\c", "a'b`c", "a'b!c", "two\nlines", "carriage\rreturn"])(
  "what readers do not agree on is not written: %j",
  (value) => {
    expect(dotenvValue(value)).toBeNull();
  },
);

test.each([
  ["", "A=1\n"],
  ["X=1\n", "A=1\n"],
  ["X=1", "\nA=1\n"],
  ["X=1\r\n", "A=1\r\n"],
  ["X=1\r\nY=2", "\r\nA=1\r\n"],
])("what is added to %j", (text, added) => {
  expect(addition(text, new Map([["A", "1"]]))).toBe(added);
});

test.each([
  ["A=1", "1"],
  ["export A=1", "1"],
  ["  A = 1 # one", "1"],
  ["A='x # y'", "x # y"],
  ['A="x \\"y\\""', 'x "y"'],
  ["A=`x`", "x"],
  ["A=", ""],
  ["A=a#b", "a#b"],
  ["B=0\r\nA=1\r\n", "1"],
])("the value of A in %j", (text, value) => {
  expect(parseDotenv(text).get("A")).toBe(value);
});
