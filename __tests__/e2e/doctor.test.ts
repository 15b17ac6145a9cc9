import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { keylatchBin, type Outcome, TestRepo } from "../helpers/repo.ts";

let template: TestRepo;
let repo: TestRepo;
beforeAll(() => {
  template = new TestRepo();
  template.install();
});
afterAll(() => template.remove());
beforeEach(() => {
  repo = new TestRepo(template);
});
afterEach(() => repo.remove());

function doctor(env = {}, ...args: string[]): Outcome {
  return repo.run(process.execPath, [keylatchBin(), "doctor", ...args], { env });
}

test("a wired repository is protected, and nothing is left behind", () => {
  const state = () => [
    repo.git("status", "--porcelain", "--ignored"),
    repo.git("count-objects", "-v"),
    repo.git("for-each-ref"),
    repo.git("config", "--list", "--local"),
  ];
  const before = state();
  const outcome = doctor();
  expect(outcome.stdout).toContain("This work tree is protected");
  expect(outcome.code).toBe(0);
  expect(state()).toEqual(before);
  expect(JSON.parse(doctor({}, "--format", "json").stdout)).toMatchObject({
    version: 1,
    protected: true,
    causes: [],
  });
});

test.each<[string, (folder: string) => void, object, string]>([
  ["HUSKY=0 in the environment", () => undefined, { HUSKY: "0" }, "HUSKY=0 is set in the environment"],
  [
    "a missing .husky/_",
    (dir) => rmSync(join(dir, ".husky/_"), { recursive: true }),
    {},
    "which is not there",
  ],
  ["a missing hook", (dir) => rmSync(join(dir, ".husky/pre-push")), {}, ".husky/pre-push is not there"],
  ["a hook without our line", () => repo.write(".husky/pre-commit", "true\n"), {}, "does not call keylatch"],
  [
    "an exit before our line",
    () => repo.write(".husky/pre-commit", `exit 0\n${repo.git("show", "HEAD:.husky/pre-commit")}\n`),
    {},
    "has an exit or exec before",
  ],
  [
    "a hook that is not executable",
    (dir) => chmodSync(join(dir, ".husky/_/pre-commit"), 0o644),
    {},
    "not executable",
  ],
  [
    "another hooks path",
    () => repo.git("config", "core.hooksPath", "elsewhere"),
    {},
    "elsewhere, which is not there",
  ],
])("%s is named", (_, spoil, env, says) => {
  spoil(repo.dir);
  const outcome = doctor(env);
  expect(outcome.stdout.replace(/\s+/g, " ")).toContain(says);
  expect(outcome.stdout).toContain("not protected");
  expect(outcome.code).toBe(1);
});

test("HUSKY=0 in husky's own file is named", () => {
  const folder = join(repo.base, "home/.config/husky");
  mkdirSync(folder, { recursive: true });
  repo.write("../home/.config/husky/init.sh", "export HUSKY=0\n");
  expect(doctor().stdout.replace(/\s+/g, " ")).toContain("husky/init.sh");
});

test("lint-staged before our line does not get in the way", () => {
  repo.write(
    "package.json",
    JSON.stringify({ name: "x", devDependencies: { keylatch: "*" }, "lint-staged": { "*.js": "true" } }),
  );
  repo.write(".husky/pre-commit", `true\n${repo.git("show", "HEAD:.husky/pre-commit")}\n`);
  expect(doctor().code).toBe(0);
});
