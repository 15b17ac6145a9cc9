import { spawnSync } from "node:child_process";
import { transformSync } from "@swc/core";
import { detect } from "../../detectors/detect.ts";
import { languages, stores } from "../../src/explain/choices.ts";
import { pairs, smtpLogin } from "../../src/explain/pairs.ts";
import { readSnippets } from "../../src/explain/snippets.ts";

const snippets = pairs.flatMap((pair) =>
  readSnippets(pair).map(({ store, lang, code }) => ({ pair, type: pair.type, store, lang, code })),
);

const of = (language: string) => snippets.filter(({ lang }) => lang === language);

/** Whether a tool is on this machine; what it would check is checked where it is. */
function has(command: string): boolean {
  return spawnSync(command, ["-h"]).error === undefined;
}

test("there is one for each pair, store and language", () => {
  expect(snippets).toHaveLength(pairs.length * stores.length * languages.length);
});

describe.each(snippets)("$type, $store, $lang", ({ pair, store, code }) => {
  test("is short and narrow", () => {
    const lines = code.trimEnd().split("\n");
    expect(lines.length).toBeLessThanOrEqual(45);
    expect(lines.filter((line) => line.replaceAll("\t", "    ").length > 76)).toEqual([]);
  });

  test("holds no secret", () => {
    expect(detect(code)).toEqual([]);
  });

  test("reads the names that everything else uses", () => {
    const read = store === "env" ? pair.variables : [pair.name, ...pair.fields];
    for (const name of read) expect(code).toContain(name);
    if (pair !== smtpLogin) expect(code).not.toMatch(/smtp_?login|SES.SMTP|mail\/ses/i);
  });

  test("names no library that is at its end", () => {
    expect(code).not.toMatch(/from "aws-sdk"|com\.amazonaws|aws-sdk-go\/|conjur-api"/);
    expect(code).not.toContain("VAULT_TOKEN");
  });
});

test.each(of("ts"))("TypeScript can read $type, $store", ({ code }) => {
  const options = { jsc: { parser: { syntax: "typescript" }, target: "es2023" } } as const;
  expect(() => transformSync(code, options)).not.toThrow();
});

if (has("python3"))
  test.each(of("python"))("Python can read $type, $store", ({ code }) => {
    const parse = "import ast, sys; ast.parse(sys.stdin.read())";
    expect(spawnSync("python3", ["-c", parse], { input: code }).stderr.toString()).toBe("");
  });

if (has("gofmt"))
  test.each(of("go"))("gofmt would not change $type, $store", ({ code }) => {
    expect(spawnSync("gofmt", { input: code }).stdout.toString()).toBe(code);
  });
