import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mailEnv } from "../helpers/keys.ts";
import { keylatchBin, type Outcome, TestRepo } from "../helpers/repo.ts";

const { text: leak, secret } = mailEnv(71);
const { text: otherLeak } = mailEnv(72);
const REASON = "MAIL-7: test account, closed";

let repo: TestRepo;
afterEach(() => repo.remove());

function installed(...init: string[]): TestRepo {
  const made = new TestRepo(init);
  made.install();
  made.commit({ "readme.md": "hello\n" });
  return made;
}

/** A leak is blocked at commit and at push, and goes through with an override whose record is in the commit. */
function expectProtected(cwd = repo.dir, env = {}): void {
  const git = (...args: string[]): Outcome => repo.run("git", args, { cwd, env });
  writeFileSync(join(cwd, "mail.env"), leak);
  expect(git("add", "mail.env").code).toBe(0);
  const commit = git("commit", "--message", "leak");
  expect(commit.stderr).toContain("mail.env:3:15");
  expect(commit.stderr).not.toContain(secret);
  expect(commit.code).toBe(1);
  expect(git("-c", `keylatch.override=${REASON}`, "commit", "--quiet", "--message", "leak").code).toBe(0);
  expect(git("ls-tree", "-r", "--name-only", "HEAD").stdout).toContain(".keylatch/overrides/");
  expect(git("status", "--porcelain", "--untracked-files=no").stdout).toBe("");
  writeFileSync(join(cwd, "other.env"), otherLeak);
  git("add", "other.env");
  expect(git("commit", "--quiet", "--no-verify", "--message", "around").code).toBe(0);
  const remote = join(repo.base, "remote.git");
  const format = git("rev-parse", "--show-object-format").stdout.trim();
  repo.git("init", "--quiet", "--bare", `--object-format=${format}`, remote);
  const push = git("push", remote, "HEAD:refs/heads/x");
  expect(push.stderr).toContain("other.env:3:15");
  expect(push.code).toBe(1);
}

test("a sha256 repository", () => {
  repo = installed("--object-format=sha256");
  expectProtected();
});

test("a separate git directory", () => {
  repo = new TestRepo(null);
  repo.git(
    "init",
    "--quiet",
    "--initial-branch=main",
    `--separate-git-dir=${join(repo.base, "elsewhere.git")}`,
  );
  repo.install();
  expectProtected();
});

test("a submodule", () => {
  repo = installed();
  const inner = installed();
  repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.dir, "inner");
  inner.remove();
  const cwd = join(repo.dir, "inner");
  symlinkSync(join(process.env.KEYLATCH_TEST_PACKAGE as string, "node_modules"), join(cwd, "node_modules"));
  expect(repo.run(process.execPath, [keylatchBin(), "init"], { cwd }).code).toBe(0);
  repo.run("git", ["config", "user.name", "x"], { cwd });
  expectProtected(cwd);
});

test("a git directory and a work tree that are named by variables", () => {
  repo = installed();
  const env = { GIT_DIR: join(repo.dir, ".git"), GIT_WORK_TREE: repo.dir };
  expectProtected(repo.dir, env);
});

test("a sparse checkout", () => {
  repo = installed();
  repo.commit({ "a/x": "x\n", "b/y": "y\n" });
  // Without .husky in the cone husky finds no hook, and says nothing: that is for `keylatch doctor` and CI.
  repo.git("sparse-checkout", "set", "a", ".husky");
  expectProtected();
});

test.each([
  ["core.splitIndex", "true"],
  ["core.untrackedCache", "true"],
  ["index.version", "4"],
  ["core.autocrlf", "true"],
  ["feature.manyFiles", "true"],
  ["core.preloadIndex", "false"],
  ["status.showUntrackedFiles", "all"],
  ["commit.gpgSign", "false"],
])("with %s=%s", (name, value) => {
  repo = installed();
  repo.git("config", name, value);
  expectProtected();
});

test("a part of a file, chosen with -p", () => {
  repo = installed();
  repo.commit({ "a.env": "A=1\n\n\n\n\n\n\n\n\n\nB=2\n" });
  repo.write("a.env", `A=1\n${leak}\n\n\n\n\n\n\n\n\nB=3\n`);
  const first = repo.run("git", ["commit", "-p", "-m", "part"], { input: "n\ny\n" });
  expect(first.code).toBe(0);
  const second = repo.run("git", ["commit", "-p", "-m", "part"], { input: "y\n" });
  expect(second.stderr).toContain("commit blocked");
  expect(second.code).toBe(1);
});

test("an octopus merge brings in nothing that is new", () => {
  repo = installed();
  for (const name of ["one", "two"]) {
    repo.git("switch", "--quiet", "--create", name, "main");
    repo.commit({ [`${name}.env`]: name === "one" ? leak : otherLeak });
  }
  repo.git("switch", "--quiet", "main");
  repo.commit({ "main.txt": "x\n" });
  repo.git("merge", "--quiet", "--no-commit", "--no-verify", "one", "two");
  expect(repo.run("git", ["commit", "--message", "octopus"]).code).toBe(0);
});

test("a rebase that goes on after a conflict is seen at the push", () => {
  repo = installed();
  repo.git("switch", "--quiet", "--create", "side");
  repo.commit({ "readme.md": "side\n" });
  repo.git("switch", "--quiet", "main");
  repo.commit({ "readme.md": "main\n" });
  repo.git("switch", "--quiet", "side");
  repo.run("git", ["rebase", "main"]);
  repo.write("readme.md", leak);
  repo.git("add", ".");
  repo.git("-c", "core.editor=true", "rebase", "--continue");
  const remote = join(repo.base, "remote.git");
  repo.git("init", "--quiet", "--bare", remote);
  const push = repo.run("git", ["push", remote, "side"]);
  expect(push.stderr).toContain("readme.md:3:15");
  expect(push.code).toBe(1);
});

test("a shallow clone", () => {
  repo = installed();
  for (let i = 0; i < 3; i++) repo.commit({ "n.txt": `${i}\n` });
  const clone = join(repo.base, "clone");
  repo.git("clone", "--quiet", "--depth=1", `file://${repo.dir}`, clone);
  symlinkSync(join(process.env.KEYLATCH_TEST_PACKAGE as string, "node_modules"), join(clone, "node_modules"));
  repo.run(process.execPath, [keylatchBin(), "init"], { cwd: clone });
  writeFileSync(join(clone, "mail.env"), leak);
  repo.run("git", ["add", "."], { cwd: clone });
  repo.run("git", ["commit", "--quiet", "--no-verify", "-m", "leak"], { cwd: clone });
  const push = repo.run("git", ["push", "origin", "HEAD:refs/heads/x"], { cwd: clone });
  expect(push.stderr).toContain("mail.env:3:15");
  expect(push.code).toBe(1);
});

test("a sparse checkout of a partial clone pushes what a comment allows", () => {
  repo = installed();
  repo.commit({ "docs/a.txt": "a\n", "src/b.txt": "b\n" });
  repo.git("config", "uploadpack.allowFilter", "true");
  const clone = join(repo.base, "clone");
  repo.git("clone", "--quiet", "--filter=blob:none", "--sparse", `file://${repo.dir}`, clone);
  symlinkSync(join(process.env.KEYLATCH_TEST_PACKAGE as string, "node_modules"), join(clone, "node_modules"));
  repo.run(process.execPath, [keylatchBin(), "init"], { cwd: clone });
  writeFileSync(
    join(clone, "mail.env"),
    leak.replace(/^.*\n.*\n(.*)\n$/, "$1 # keylatch:allow sandbox of the team\n"),
  );
  repo.run("git", ["add", "mail.env"], { cwd: clone });
  repo.run("git", ["commit", "--quiet", "-m", "allowed"], { cwd: clone });
  const missing = ["rev-list", "--objects", "--missing=print", "HEAD"];
  const push = repo.run("git", ["push", "origin", "HEAD:refs/heads/x"], { cwd: clone });
  expect(push.stderr).toContain("sandbox of the team");
  expect(push.code).toBe(0);
  expect(repo.run("git", missing, { cwd: clone }).stdout).toContain("\n?");
});

test("a partial clone pushes without fetching what its remote has, and to no other what it could not search", () => {
  repo = installed();
  repo.commit({ "big.txt": "old\n" });
  repo.commit({ "big.txt": "new\n" });
  repo.git("config", "uploadpack.allowFilter", "true");
  const clone = join(repo.base, "clone");
  repo.git("clone", "--quiet", "--filter=blob:none", `file://${repo.dir}`, clone);
  symlinkSync(join(process.env.KEYLATCH_TEST_PACKAGE as string, "node_modules"), join(clone, "node_modules"));
  repo.run(process.execPath, [keylatchBin(), "init"], { cwd: clone });
  const remote = join(repo.base, "remote.git");
  repo.git("init", "--quiet", "--bare", remote);
  const back = repo.run("git", ["push", "origin", "HEAD:refs/heads/x"], { cwd: clone });
  expect([back.code, back.stderr]).toEqual([0, expect.not.stringContaining("partial clone")]);
  const elsewhere = repo.run("git", ["push", remote, "HEAD:refs/heads/x"], { cwd: clone });
  expect(elsewhere.stderr).toContain("this is a partial clone: 1 of the objects");
  expect(elsewhere.code).toBe(1);
  writeFileSync(join(clone, "mail.env"), leak);
  repo.run("git", ["add", "mail.env"], { cwd: clone });
  repo.run("git", ["commit", "--quiet", "--no-verify", "-m", "leak"], { cwd: clone });
  const push = repo.run("git", ["push", "origin", "HEAD:refs/heads/y"], { cwd: clone });
  expect(push.stderr).toContain("mail.env:3:15");
  expect(push.code).toBe(1);
});

test.each([
  ["without the package", false],
  ["with an empty command, as a full disk leaves it", true],
])("a hook called %s says what to do, and nothing passes", (_, isEmpty) => {
  repo = installed();
  const clone = join(repo.base, "clone");
  repo.git("clone", "--quiet", repo.dir, clone);
  repo.run("git", ["config", "core.hooksPath", join(repo.dir, ".husky/_")], { cwd: clone });
  if (isEmpty) {
    mkdirSync(join(clone, "node_modules/.bin"), { recursive: true });
    writeFileSync(join(clone, "node_modules/.bin/keylatch"), "", { mode: 0o755 });
  }
  mkdirSync(join(clone, "x"));
  writeFileSync(join(clone, "x/a"), "b\n");
  repo.run("git", ["add", "x"], { cwd: clone });
  const outcome = repo.run("git", ["commit", "-m", "x"], { cwd: clone });
  expect(outcome.stderr).toContain("keylatch is not installed here");
  expect(outcome.code).toBe(1);
  expect(existsSync(join(clone, ".git/index.lock"))).toBe(false);
});
