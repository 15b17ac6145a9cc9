import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { systems } from "../../src/ci/systems.ts";
import { mailEnv } from "../helpers/keys.ts";
import { type Outcome, TestRepo } from "../helpers/repo.ts";

const ROOT = resolve(__dirname, "../..");
const FOLDER = join(ROOT, "templates/ci");
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const CHECK = "npx --no-install keylatch ci";

/** Where each system's template runs us, and where it asks for the whole history. */
const TEMPLATES: readonly [file: string, commands: string[], history: string[], value: unknown][] = [
  ["github.yml", ["jobs", "keylatch", "steps"], ["jobs", "keylatch", "steps", "0", "with", "fetch-depth"], 0],
  ["gitlab.yml", ["keylatch", "script"], ["keylatch", "variables", "GIT_DEPTH"], "0"],
  [
    "circleci.yml",
    ["jobs", "keylatch", "steps"],
    ["jobs", "keylatch", "steps", "0", "checkout", "method"],
    "full",
  ],
  ["travis.yml", ["jobs", "include"], ["git", "depth"], false],
  ["bitbucket.yml", ["pipelines", "default", "0", "step", "script"], ["clone", "depth"], "full"],
  ["azure.yml", ["steps"], ["steps", "0", "fetchDepth"], "0"],
  [
    "buildkite.yml",
    ["steps", "0", "command"],
    ["steps", "0", "command", "0"],
    "git fetch --unshallow || git fetch",
  ],
];

function at(value: unknown, keys: readonly string[]): unknown {
  return keys.reduce((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
}

test("there is a template for every system that keylatch ci knows", () => {
  expect(readdirSync(FOLDER).length).toBe(systems.length);
  expect(TEMPLATES.length + 1).toBe(systems.length);
});

test.each(TEMPLATES)("templates/ci/%s checks the whole history", (file, commands, history, value) => {
  const template: unknown = parse(read(`templates/ci/${file}`));
  const steps = (at(template, commands) as (string | Record<string, unknown>)[]).map((step) =>
    typeof step === "string" ? step : (step.run ?? step.script),
  );
  expect(steps).toContain(CHECK);
  expect(at(template, history)).toBe(value);
});

test.each([
  ["exit 2", "[]\n"],
  ["echo '[1]'; exit 1", "[1]\n"],
])("GitLab gets a report that is JSON where keylatch does %s", (does, report) => {
  const { after_script } = parse(read("templates/ci/gitlab.yml")).keylatch as { after_script: string[] };
  const repo = new TestRepo(null);
  const { code } = repo.run("sh", ["-ec", `npx() ( ${does}; )\n${after_script.join("\n")}`]);
  expect(code).toBe(0);
  expect(readFileSync(join(repo.dir, "gl-code-quality-report.json"), "utf8")).toBe(report);
  repo.remove();
});

test("the Jenkinsfile checks the whole history", () => {
  const text = read("templates/ci/Jenkinsfile");
  expect(text).toContain(`sh '${CHECK}'`);
  expect(text).toContain("cloneOption(shallow: false");
  for (const [open, close] of ["{}", "()", "[]"].map((pair) => [...pair] as [string, string]))
    expect(text.split(open).length).toBe(text.split(close).length);
});

test("the hooks of the pre-commit framework call commands that are there", () => {
  const hooks = parse(read(".pre-commit-hooks.yaml")) as Record<string, unknown>[];
  expect(hooks.map(({ id, entry, stages }) => ({ id, entry, stages }))).toEqual([
    { id: "keylatch", entry: "keylatch pre-commit", stages: ["pre-commit"] },
    { id: "keylatch-push", entry: "keylatch pre-push", stages: ["pre-push"] },
  ]);
  for (const hook of hooks) {
    const always = { language: "node", always_run: true, pass_filenames: false };
    expect(hook).toMatchObject(always);
  }
});

describe("action.yml", () => {
  const action = parse(read("action.yml"));
  const [step] = action.runs.steps as [{ run: string; env: Record<string, string> }];
  let repo: TestRepo;
  beforeAll(() => {
    repo = new TestRepo();
    repo.linkPackage();
    repo.commit({ "readme.md": "hello\n" });
  });
  afterAll(() => repo.remove());

  function run(env: Record<string, string> = {}): Outcome {
    return repo.run("bash", ["-e", "-o", "pipefail", "-c", step.run], {
      env: { GITHUB_ACTIONS: "true", RUNNER_TEMP: repo.base, KEYLATCH_SARIF: "", ...env },
    });
  }

  test("uses only inputs that it has", () => {
    for (const value of Object.values(step.env)) {
      const name = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value)?.[1];
      expect(Object.keys(action.inputs)).toContain(name);
    }
    expect(step.run).not.toContain("${{");
  });

  test("passes a clean history", () => {
    expect(run().code).toBe(0);
  });

  test("fails for a key, and writes SARIF where it is told to", () => {
    const { text, secret } = mailEnv(91);
    repo.commit({ "mail.env": text });
    const outcome = run({ KEYLATCH_SARIF: "keylatch.sarif" });
    expect(outcome.code).toBe(1);
    expect(outcome.stdout).toContain("::error");
    const sarif = readFileSync(join(repo.dir, "keylatch.sarif"), "utf8");
    expect(JSON.parse(sarif).runs[0].results.length).toBeGreaterThan(0);
    expect(outcome.stdout + outcome.stderr + sarif).not.toContain(secret);
  });

  test("fails with 2 where it cannot check", () => {
    expect(run({ GITHUB_EVENT_PATH: join(repo.base, "missing.json") }).code).toBe(2);
  });
});
