import { chmodSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
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
  expect(JSON.parse(doctor({}, "--format", "json").stdout)).toEqual({
    version: 1,
    protected: true,
    commit: true,
    push: true,
    causes: [],
    worktrees: [
      {
        path: repo.dir,
        isCurrent: true,
        commit: "stopped",
        push: "stopped",
        shortPath: { commit: "stopped", push: "stopped" },
        causes: [],
        protected: true,
      },
    ],
  });
});

test.each<[string, (folder: string) => void, object, string]>([
  ["HUSKY=0 in the environment", () => undefined, { HUSKY: "0" }, "HUSKY=0 is set in the environment"],
  [
    "an override for every commit",
    () => undefined,
    { KEYLATCH_OVERRIDE: "MAIL-1: test account" },
    "KEYLATCH_OVERRIDE is set in the environment",
  ],
  [
    "a missing .husky/_",
    (dir) => rmSync(join(dir, ".husky/_"), { recursive: true }),
    {},
    "which does not exist",
  ],
  [
    "a missing hook",
    (dir) => rmSync(join(dir, ".husky/pre-push")),
    {},
    ".husky/pre-push does not exist: run npx keylatch init",
  ],
  [
    "a hook without our line",
    () => repo.write(".husky/pre-commit", "true\n"),
    {},
    "does not call keylatch: run npx keylatch init",
  ],
  [
    "an exit before our line",
    () => repo.write(".husky/pre-commit", `exit 0\n${repo.git("show", "HEAD:.husky/pre-commit")}\n`),
    {},
    "has an exit or exec before",
  ],
  [
    "an exit on a condition before our line",
    () =>
      repo.write(
        ".husky/pre-commit",
        `[ -n "$X" ] || exit 0\n${repo.git("show", "HEAD:.husky/pre-commit")}\n`,
      ),
    {},
    "has an exit or exec before",
  ],
  [
    "a hook that goes on whatever keylatch says",
    () => {
      const hook = repo.git("show", "HEAD:.husky/pre-commit");
      repo.write(".husky/pre-commit", hook.replace('sh "$script"', "$& || true"));
    },
    {},
    "calls keylatch but ignores its exit code",
  ],
  [
    "another part of the hook that fails first",
    () =>
      repo.write(
        ".husky/pre-commit",
        `echo no such thing >&2; false\n${repo.git("show", "HEAD:.husky/pre-commit")}\n`,
      ),
    {},
    "something else in the hook failed: no such thing",
  ],
  [
    "a hooks path that has hooks of its own",
    (dir) => {
      repo.write("../hooks/pre-commit", "#!/bin/sh\n");
      chmodSync(join(dir, "../hooks/pre-commit"), 0o755);
      repo.git("config", "core.hooksPath", join(dir, "../hooks"));
    },
    {},
    "hooks in the local configuration, so git runs only the hooks there",
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
    "elsewhere, which does not exist",
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

test("every work tree is tried, and the one that is open is named", () => {
  // It stands elsewhere than what it was copied from.
  repo.run(process.execPath, [keylatchBin(), "init"]);
  repo.git("worktree", "add", "--quiet", "../good");
  repo.git("worktree", "add", "--quiet", "../open");
  repo.git("config", "extensions.worktreeConfig", "true");
  repo.git("-C", "../open", "config", "--worktree", "core.hooksPath", "/dev/null");
  const { stdout, code } = doctor();
  const [tried, good, open] = stdout.split("\n\n");
  expect(tried).toMatch(/^.*\/repo\n✔ .*\n✔ .*\n✔ .*$/);
  expect(good).toMatch(/^.*\/good\n✔ .*\n✔ .*\n✔ .*$/);
  expect(open).toMatch(/^.*\/open\n✖ .*\n✖ /);
  expect(stdout).toContain("1 of 3 work trees is not protected");
  expect(stdout.replace(/\s+/g, " ")).toContain("core.hooksPath is /dev/null in the worktree configuration");
  expect(code).toBe(1);
});

test("a submodule is tried where its files are", () => {
  repo.write(".gitignore", "node_modules\n");
  repo.commit({});
  const outer = new TestRepo();
  outer.commit({ "a.txt": "x\n" });
  outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", repo.dir, "inner");
  const cwd = join(outer.dir, "inner");
  const inner = (...args: string[]) => outer.run(process.execPath, [keylatchBin(), ...args], { cwd });
  symlinkSync(join(repo.dir, "node_modules"), join(cwd, "node_modules"));
  expect(inner("init").code).toBe(0);
  expect(inner("doctor")).toMatchObject({ code: 0, stdout: expect.stringContaining("is protected") });
  outer.run("git", ["worktree", "add", "--quiet", "../linked"], { cwd });
  const { worktrees } = JSON.parse(inner("doctor", "--format", "json").stdout) as {
    worktrees: { path: string }[];
  };
  expect(worktrees.map(({ path }) => path)).toContain(cwd);
  const fromLinked = outer.run(process.execPath, [keylatchBin(), "doctor", "--format", "json"], {
    cwd: join(outer.dir, "linked"),
  });
  expect(JSON.parse(fromLinked.stdout).worktrees).toContainEqual(expect.objectContaining({ path: cwd }));
  outer.remove();
});

test("native hooks are tried too", () => {
  const plain = new TestRepo();
  plain.linkPackage();
  expect(plain.keylatch("init", "--hooks", "native").code).toBe(0);
  expect(plain.keylatch("doctor")).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("is protected"),
  });
  plain.remove();
});

describe("where only a terminal finds node", () => {
  /** keylatch runs by a node of another name, which is on no PATH but the one that is given. */
  function hideNode(): { PATH: string } {
    const bin = join(repo.base, "bin");
    const keylatch = "node_modules/.bin/keylatch";
    rmSync(join(repo.dir, "node_modules"));
    mkdirSync(bin);
    symlinkSync(process.execPath, join(bin, "node-of-nvm"));
    repo.write(keylatch, `#!/usr/bin/env node-of-nvm\nrequire(${JSON.stringify(keylatchBin())});\n`);
    chmodSync(join(repo.dir, keylatch), 0o755);
    return { PATH: `${bin}:${process.env.PATH}` };
  }

  test("it says what a GUI client will see, and the way out", () => {
    const { stdout, code } = doctor(hideNode());
    const text = stdout.replace(/\s+/g, " ");
    expect(text).toContain("with the short PATH of a GUI client nothing gets through, keys or not");
    expect(text).toContain(`node is not on a PATH of /usr/bin:/bin, so the hook cannot run`);
    expect(text).toContain(".config/husky/init.sh");
    expect(text).toContain("This work tree is protected");
    expect(code).toBe(0);
  });

  test("the way out works", () => {
    const env = hideNode();
    repo.write("../home/.config/husky/init.sh", `export PATH="${env.PATH}"\n`);
    expect(doctor(env).stdout).toContain("with the short PATH of a GUI client too");
  });

  test("a hook that lets everything through then is found out", () => {
    const env = hideNode();
    repo.write(
      ".husky/pre-commit",
      `command -v node-of-nvm || exit 0\n${repo.git("show", "HEAD:.husky/pre-commit")}\n`,
    );
    const { stdout, code } = doctor(env);
    expect(stdout).toContain("with the short PATH of a GUI client it was let through");
    expect(code).toBe(1);
  });
});
