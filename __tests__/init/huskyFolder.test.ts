import { huskyFolder } from "../../src/init/huskyFolder.ts";
import type { Project } from "../../src/init/project.ts";

const project = (script: string, inside = ""): Project => ({
  folder: inside === "" ? "/top" : `/top/${inside}`,
  inside,
  manifest: Buffer.from(JSON.stringify({ scripts: { prepare: script } })),
  manager: "npm",
  lock: null,
  installScript: "prepare",
  isPnp: false,
});

test.each([
  ["husky", "", ".husky"],
  ["husky install", "", ".husky"],
  ["husky .config/husky", "", ".config/husky"],
  ["husky install .config/husky || true", "", ".config/husky"],
  ["tsc && npx husky .hooks", "", ".hooks"],
  ["cd .. && husky web/.husky", "web", "web/.husky"],
  ["cd .. && npx husky install web/.husky", "web", "web/.husky"],
  ["cd ../.. && husky", "packages/a", ".husky"],
  ["husky 2>/dev/null || true", "", ".husky"],
  ["husky || echo husky is missing", "", ".husky"],
  ["echo Installing husky hooks && husky", "", ".husky"],
  ["npm ls husky lint-staged && husky", "", ".husky"],
  ["husky install && husky add .husky/x true", "", ".husky"],
  ["npx husky init", "", ".husky"],
  ["node .husky/install.mjs", "", ".husky"],
  ["husky ../elsewhere/.husky", "", ".husky"],
])("the script %j in %j has its hooks in %j", (script, inside, folder) => {
  expect(huskyFolder(project(script, inside), "/top", undefined)).toBe(`/top/${folder}`);
});

test("where no script says it, git's setting does", () => {
  expect(huskyFolder(project("husky"), "/top", "web/.husky/_")).toBe("/top/web/.husky");
  expect(huskyFolder(project("husky"), "/top", "/other/.husky/_")).toBe("/top/.husky");
});
