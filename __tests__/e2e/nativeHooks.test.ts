import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { mailEnv } from "../helpers/keys.ts";
import { keylatchBin, type Outcome, TestRepo } from "../helpers/repo.ts";

const { text: leak } = mailEnv(93);

let repo: TestRepo;
beforeEach(() => {
  repo = new TestRepo();
  repo.linkPackage();
  repo.commit({ "readme.md": "hello\n" });
});
afterEach(() => repo.remove());

function init(...args: string[]): Outcome {
  return repo.run(process.execPath, [keylatchBin(), "init", ...args]);
}

function hook(name: string, text: string): void {
  repo.write(`.git/hooks/${name}`, text);
  chmodSync(join(repo.dir, `.git/hooks/${name}`), 0o755);
}

const read = (path: string) => readFileSync(join(repo.dir, path), "utf8");

/** Commits and pushes, each with a key first and without one then. */
function tryBoth(cwd = repo.dir): { commit: Outcome; push: Outcome; clean: Outcome; cleanPush: Outcome } {
  const git = (...args: string[]) => repo.run("git", args, { cwd });
  const remote = join(repo.base, "remote.git");
  if (!existsSync(remote)) repo.git("init", "--quiet", "--bare", remote);
  repo.run("sh", ["-c", "echo more >> readme.md && git add readme.md"], { cwd });
  const clean = git("commit", "--message", "clean");
  const cleanPush = git("push", remote, "HEAD:refs/heads/clean");
  repo.run("sh", ["-c", "cat > mail.env && git add mail.env"], { cwd, input: leak });
  const commit = git("commit", "--message", "leak");
  git("commit", "--quiet", "--no-verify", "--message", "leak");
  const push = git("push", remote, "HEAD:refs/heads/x");
  return { commit, push, clean, cleanPush };
}

function expectProtected(cwd = repo.dir): void {
  const { commit, push, clean, cleanPush } = tryBoth(cwd);
  expect(clean).toMatchObject({ code: 0 });
  expect(cleanPush).toMatchObject({ code: 0 });
  expect(commit.stderr).toContain("commit blocked");
  expect(commit.code).toBe(1);
  expect(push.stderr).toContain("push blocked");
  expect(push.code).toBe(1);
}

test("git's own hooks protect, without husky", () => {
  const outcome = init("--hooks", "native");
  expect(outcome.code).toBe(0);
  expect(outcome.stdout).toContain(".git/hooks/pre-commit");
  expect(outcome.stdout).toContain("git add -- .keylatch && git commit");
  expect(outcome.stdout.replace(/\s+/g, " ")).toContain(
    'once, best as the "prepare" script in package.json.',
  );
  expect(existsSync(join(repo.dir, ".husky"))).toBe(false);
  expect(repo.git("config", "--default", "", "core.hooksPath")).toBe("");
  expectProtected();
  expect(repo.keylatch("doctor")).toMatchObject({ code: 0 });
});

test("a second run changes nothing, whether or not it says native", () => {
  init("--hooks", "native");
  const before = [read(".git/hooks/pre-commit"), read(".git/hooks/pre-push"), repo.git("status", "--short")];
  for (const args of [["--hooks", "native"], []]) {
    expect(init(...args).stdout).toContain("nothing had to change");
    expect([
      read(".git/hooks/pre-commit"),
      read(".git/hooks/pre-push"),
      repo.git("status", "--short"),
    ]).toEqual(before);
  }
});

test("what was there still runs, and still decides", () => {
  hook("pre-commit", "#!/bin/bash\necho ran-before\ntest ! -e forbidden\n");
  hook("pre-push", '#!/bin/sh\nwhile read -r line; do echo "got $line"; done\n');
  init("--hooks", "native");
  const { clean, cleanPush, commit, push } = tryBoth();
  expect(clean.stdout + clean.stderr).toContain("ran-before");
  expect(clean.code).toBe(0);
  expect(cleanPush.stderr + cleanPush.stdout).toContain("got HEAD ");
  expect([commit.code, push.code]).toEqual([1, 1]);
  repo.write("forbidden", "");
  repo.git("add", "forbidden");
  expect(repo.run("git", ["commit", "--message", "forbidden"]).code).toBe(1);
});

test("a hook that ends itself comes after ours", () => {
  hook("pre-commit", "#!/bin/sh\necho ran-before\nexit 0\n");
  hook("pre-push", "#!/bin/sh\nexit 0\n");
  init("--hooks", "native");
  expectProtected();
});

test("a hook in another language moves aside and is called", () => {
  hook("pre-commit", `#!${process.execPath}\nconsole.log("ran in node");\n`);
  hook(
    "pre-push",
    `#!${process.execPath}\nprocess.stdin.on("data", (data) => console.log("got " + data));\n`,
  );
  init("--hooks", "native");
  expect(init("--hooks", "native").stdout).toContain("nothing had to change");
  const { clean, cleanPush, commit, push } = tryBoth();
  expect(clean.stdout + clean.stderr).toContain("ran in node");
  expect(cleanPush.stdout + cleanPush.stderr).toContain("got HEAD ");
  expect([clean.code, cleanPush.code, commit.code, push.code]).toEqual([0, 0, 1, 1]);
});

test("a linked worktree has them too", () => {
  init("--hooks", "native");
  const other = join(repo.base, "other");
  repo.git("worktree", "add", "--quiet", other, "-b", "other");
  expectProtected(other);
});

test("they can be wired from a linked worktree", () => {
  const other = join(repo.base, "other");
  repo.git("worktree", "add", "--quiet", other, "-b", "other");
  expect(repo.run(process.execPath, [keylatchBin(), "init", "--hooks", "native"], { cwd: other }).code).toBe(
    0,
  );
  expectProtected();
});

test("a core.hooksPath for all repositories keeps its hooks, and does not silence ours", () => {
  const folder = join(repo.base, "home/hooks");
  mkdirSync(folder);
  repo.write("../home/hooks/pre-commit", "#!/bin/sh\necho from-home\n");
  chmodSync(join(folder, "pre-commit"), 0o755);
  repo.git("config", "--global", "core.hooksPath", folder);
  expect(init("--hooks", "native").code).toBe(0);
  expect(init("--hooks", "native").stdout).toContain("nothing had to change");
  const { clean, commit, push } = tryBoth();
  expect(clean.stdout + clean.stderr).toContain("from-home");
  expect([clean.code, commit.code, push.code]).toEqual([0, 1, 1]);
});

test.each(["hooks", "absolute"])("a core.hooksPath of this repository is used as it is (%s)", (kind) => {
  const folder = kind === "hooks" ? "hooks" : join(repo.dir, "hooks");
  repo.git("config", "core.hooksPath", folder);
  repo.write("hooks/pre-push", "#!/bin/sh\necho ran-before\n");
  chmodSync(join(repo.dir, "hooks/pre-push"), 0o755);
  expect(init("--hooks", "native").stdout).toContain("hooks/pre-commit");
  expectProtected();
});

test("a repository without packages uses the keylatch on the PATH", () => {
  const plain = new TestRepo();
  mkdirSync(join(plain.base, "bin"));
  symlinkSync(keylatchBin(), join(plain.base, "bin/keylatch"));
  const native = [keylatchBin(), "init", "--hooks", "native"];
  // npx puts it on the PATH only as long as it runs.
  const passing = join(plain.base, ".npm/_npx/1/node_modules/.bin");
  mkdirSync(passing, { recursive: true });
  symlinkSync(keylatchBin(), join(passing, "keylatch"));
  const refused = plain.run(process.execPath, native, { env: { PATH: `${passing}:${process.env.PATH}` } });
  expect(refused).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("npm install --global keylatch"),
  });
  expect(existsSync(join(plain.dir, ".git/hooks/pre-commit"))).toBe(false);
  const PATH = `${join(plain.base, "bin")}:${process.env.PATH}`;
  const wired = plain.run(process.execPath, native, { env: { PATH } });
  expect([wired.code, wired.stdout]).toEqual([0, expect.not.stringContaining("package.json")]);
  plain.write("mail.env", leak);
  plain.git("add", "mail.env");
  expect(plain.run("git", ["commit", "-m", "x"], { env: { PATH } })).toMatchObject({ code: 1 });
  expect(plain.run("git", ["commit", "-m", "x"]).stderr).toContain("keylatch is not installed here");
  plain.remove();
});

test("husky in charge is named, and nothing is written", () => {
  init();
  const outcome = init("--hooks", "native");
  expect(outcome.stderr).toContain("git config --unset core.hooksPath");
  expect(outcome.code).toBe(2);
  expect(existsSync(join(repo.dir, ".git/hooks/pre-commit"))).toBe(false);
});
