import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const ROOT = resolve(__dirname, "..");

/** Source files of a folder, from the root. */
function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `${folder}/${name}`);
}

/** What a file imports: paths from the root, or names of packages. */
function imports(file: string): string[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  const names = [...text.matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map((match) => match[1] as string);
  return names.map((name) =>
    name.startsWith(".") ? relative(ROOT, resolve(ROOT, dirname(file), name)) : name,
  );
}

// Snippets are texts that `keylatch explain` prints.
const everything = ["src", "hooks", "detectors"]
  .flatMap(sources)
  .filter((file) => !file.includes("/snippets/"));

/** Who imports what, of everything that is imported from outside of `inside`. */
function importers(name: RegExp): string[] {
  return everything.filter((file) => imports(file).some((imported) => name.test(imported)));
}

test("detectors know text and nothing else", () => {
  const allowed = /^(?:detectors\/|node:(?:buffer|crypto|zlib)$)/;
  const outside = sources("detectors").flatMap((file) => imports(file).filter((name) => !allowed.test(name)));
  expect(outside).toEqual([]);
});

test("only src/git starts git; init starts package managers, and the report a pager", () => {
  const starters = importers(/^node:child_process$/);
  expect(starters.filter((file) => !file.startsWith("src/git/"))).toEqual([
    "src/init/run.ts",
    "src/report/pager.ts",
  ]);
});

test("hooks compose: they use nothing of Node", () => {
  expect(
    sources("hooks").flatMap((file) => imports(file).filter((name) => !name.startsWith("src/"))),
  ).toEqual([]);
});

test("only the report knows how text is drawn", () => {
  expect(importers(/^picocolors$/)).toEqual(["src/report/style.ts"]);
  const drawing = ["finding/frame", "finding/block", "finding/closing", "wrap", "cells"];
  expect(drawing.filter((name) => !everything.includes(`src/report/${name}.ts`))).toEqual([]);
  const drawers = importers(new RegExp(`^src/report/(?:${drawing.join("|")})\\.ts$`));
  expect(drawers.filter((file) => !file.startsWith("src/report/"))).toEqual([]);
});

test("only the entry points touch the process", () => {
  // What src/explain has of it stands in texts that it prints.
  const programs = everything.filter((file) => !file.startsWith("src/explain/"));
  const users = programs.filter((file) =>
    /\bprocess\.(?:argv|stdout|stderr|stdin|exit|cwd|env)\b/.test(code(file)),
  );
  expect(users).toEqual(["src/begin.ts", "src/start.ts", "src/quick/hook.ts"]);
});

test("fakes and examples are not part of what is published", () => {
  const published = (file: string) => !/fake\.ts$|\.examples\.ts$|detectors\/examples\.ts$/.test(file);
  const users = everything.filter(published).filter((file) => imports(file).some((name) => !published(name)));
  expect(users).toEqual([]);
});

test("no file is larger than 250 lines", () => {
  const lines = (file: string) => readFileSync(join(ROOT, file), "utf8").split("\n").length - 1;
  expect(everything.filter((file) => lines(file) > 250)).toEqual([]);
});

/** A file without its comments and strings. */
function code(file: string): string {
  return readFileSync(join(ROOT, file), "utf8").replace(
    /\/\*[\s\S]*?\*\/|\/\/.*|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`/g,
    "",
  );
}
