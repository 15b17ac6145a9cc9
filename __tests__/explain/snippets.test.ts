import { spawnSync } from "node:child_process";
import { transformSync } from "@swc/core";
import { detect } from "../../detectors/detect.ts";
import { languages, readSnippets, stores } from "../../src/explain/snippets.ts";

const families = ["aws-ses", "anypoint"] as const;

const snippets = families.flatMap((family) =>
  readSnippets(family).map(({ store, lang, code }) => ({ family, store, lang, code })),
);

const of = (language: string) => snippets.filter(({ lang }) => lang === language);

/** Whether a tool is on this machine; what it would check is checked where it is. */
function has(command: string): boolean {
  return spawnSync(command, ["-h"]).error === undefined;
}

test("there is one for each family, store and language", () => {
  expect(snippets).toHaveLength(families.length * stores.length * languages.length);
});

describe.each(snippets)("$family, $store, $lang", ({ family, store, code }) => {
  test("is short and narrow", () => {
    const lines = code.trimEnd().split("\n");
    expect(lines.length).toBeLessThanOrEqual(45);
    expect(lines.filter((line) => line.replaceAll("\t", "    ").length > 76)).toEqual([]);
  });

  test("holds no secret", () => {
    expect(detect(code)).toEqual([]);
  });

  test("reads the names that everything else uses", () => {
    const names = { "aws-ses": "SES_SMTP_PASSWORD", anypoint: "ANYPOINT_CLIENT_SECRET" };
    const paths = { "aws-ses": "mail/ses", anypoint: "anypoint/ci" };
    expect(code).toContain(store === "env" ? names[family] : paths[family]);
  });

  test("names no library that is at its end", () => {
    expect(code).not.toMatch(/from "aws-sdk"|com\.amazonaws|aws-sdk-go\/|conjur-api"/);
    expect(code).not.toContain("VAULT_TOKEN");
  });
});

test.each(of("ts"))("TypeScript can read $family, $store", ({ code }) => {
  const options = { jsc: { parser: { syntax: "typescript" }, target: "es2023" } } as const;
  expect(() => transformSync(code, options)).not.toThrow();
});

if (has("python3"))
  test.each(of("python"))("Python can read $family, $store", ({ code }) => {
    const parse = "import ast, sys; ast.parse(sys.stdin.read())";
    expect(spawnSync("python3", ["-c", parse], { input: code }).stderr.toString()).toBe("");
  });

if (has("gofmt"))
  test.each(of("go"))("gofmt would not change $family, $store", ({ code }) => {
    expect(spawnSync("gofmt", { input: code }).stdout.toString()).toBe(code);
  });
