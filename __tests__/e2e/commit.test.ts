import { chmodSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Fake } from "../../detectors/fake.ts";
import { mailEnv } from "../helpers/keys.ts";
import { keylatchBin, type Outcome, TestRepo } from "../helpers/repo.ts";

const { text: leak, id, secret } = mailEnv(1);
const { text: otherLeak } = mailEnv(2);

let template: TestRepo;
let repo: TestRepo;
beforeAll(() => {
  template = new TestRepo();
  template.install();
  template.commit({ "readme.md": "hello\n", "src/app.ts": "export {};\n" });
});
afterAll(() => template.remove());
beforeEach(() => {
  repo = new TestRepo(template);
});
afterEach(() => repo.remove());

function commit(...args: string[]): Outcome {
  return repo.run("git", ["commit", "--message", "work", ...args]);
}

function expectBlocked(outcome: Outcome, place: string): void {
  expect(outcome.stderr).toContain(place);
  expect(outcome.stderr).toContain("commit blocked");
  expect(outcome.stdout + outcome.stderr).not.toContain(secret);
  expect(outcome.code).toBe(1);
}

test("a clean commit passes without a word", () => {
  repo.write("src/app.ts", "export const x = 1;\n");
  repo.git("add", ".");
  const outcome = commit("--quiet");
  expect(outcome).toEqual({ code: 0, stdout: "", stderr: "" });
});

describe("a commit with a key is blocked", () => {
  test("after git add", () => {
    repo.write("config/mail.env", leak);
    repo.git("add", ".");
    const outcome = commit();
    expectBlocked(outcome, "config/mail.env:3:15");
    expect(outcome.stderr).toContain(id);
  });

  test("and leaves index, work tree, refs and locks as they were", () => {
    repo.write("mail.env", leak);
    repo.git("add", ".");
    const state = () => [
      repo.git("rev-parse", "HEAD"),
      repo.git("ls-files", "--stage"),
      repo.git("status", "--porcelain"),
      existsSync(join(repo.dir, ".git/index.lock")),
    ];
    const before = state();
    expect(commit().code).toBe(1);
    expect(state()).toEqual(before);
  });

  test("with -a", () => {
    repo.write("readme.md", leak);
    expectBlocked(commit("-a"), "readme.md:3:15");
  });

  test("with a path", () => {
    repo.write("readme.md", leak);
    expectBlocked(commit("readme.md"), "readme.md:3:15");
  });

  test("with --include", () => {
    repo.write("readme.md", leak);
    expectBlocked(commit("--include", "readme.md"), "readme.md:3:15");
  });

  test("with --patch, after which nothing is staged", () => {
    repo.commit({ "mail.env": "A=1\n" });
    repo.write("mail.env", `${leak}A=1\nMORE=1\n`);
    const outcome = repo.run("git", ["commit", "--patch", "--message", "work"], { input: "s\ny\nn\n" });
    expect(outcome.code).toBe(1);
    expect(outcome.stderr).toContain("git add --patch -- mail.env && git commit\n");
  });

  test("with --amend", () => {
    repo.write("readme.md", leak);
    repo.git("add", ".");
    expectBlocked(commit("--amend"), "readme.md:3:15");
  });

  test("from a subfolder", () => {
    repo.write("src/mail.env", leak);
    repo.git("add", ".");
    const outcome = repo.run("git", ["commit", "--message", "work"], { cwd: join(repo.dir, "src") });
    expectBlocked(outcome, "src/mail.env:3:15");
  });

  test("when only the staged version has it", () => {
    repo.write("readme.md", leak);
    repo.git("add", ".");
    repo.write("readme.md", "harmless\n");
    expectBlocked(commit(), "readme.md:3:15");
  });

  test("when the file was deleted after git add", () => {
    repo.write("mail.env", leak);
    repo.git("add", ".");
    rmSync(join(repo.dir, "mail.env"));
    expectBlocked(commit(), "mail.env:3:15");
  });

  test("when its folder became a file after git add", () => {
    repo.write("config/mail.env", leak);
    repo.git("add", ".");
    rmSync(join(repo.dir, "config"), { recursive: true });
    repo.write("config", "harmless\n");
    expectBlocked(commit(), "config/mail.env:3:15");
  });

  test("through GIT_INDEX_FILE", () => {
    const env = { GIT_INDEX_FILE: join(repo.base, "other-index") };
    repo.write("mail.env", leak);
    repo.run("git", ["read-tree", "HEAD"], { env });
    repo.run("git", ["add", "mail.env"], { env });
    expectBlocked(repo.run("git", ["commit", "--message", "work"], { env }), "mail.env:3:15");
  });

  test.each([
    ["-diff", "*.env -diff\n"],
    ["binary", "*.env binary\n"],
    ["textconv", "*.env diff=hide\n"],
  ])("whatever .gitattributes says (%s)", (_, attributes) => {
    repo.git("config", "diff.hide.textconv", "true");
    repo.write(".gitattributes", attributes);
    repo.write("mail.env", leak);
    repo.git("add", ".");
    expectBlocked(commit(), "mail.env:3:15");
  });

  test.each([
    ["color.ui", "always"],
    ["diff.noprefix", "true"],
    ["diff.external", "true"],
    ["core.quotePath", "true"],
    ["core.abbrev", "4"],
    ["diff.orderFile", "/nowhere"],
    ["diff.ignoreSubmodules", "all"],
    ["core.fsmonitor", "false-command"],
  ])("whatever %s says", (name, value) => {
    repo.git("config", name, value);
    repo.write("mail.env", leak);
    repo.run("git", ["add", "."]);
    expectBlocked(commit(), "mail.env:3:15");
  });

  test.each([
    ["blanks", "my mail.env"],
    ["quotes", `it's "mail".env`],
    ["a leading dash", "-rf.env"],
    ["pathspec magic", ":(top)mail.env"],
    ["stars", "*.env"],
    ["umlauts", "poststücke.env"],
  ])("in a file name with %s", (_, name) => {
    repo.write(name, leak);
    repo.git("add", "--all");
    expectBlocked(commit(), `${name}:3:15`);
  });

  test.each(["", "d/", "src/lib/"])("as the name of a file, in %p", (folder) => {
    const key = Array.from({ length: 50 }, (_, seed) => new Fake(seed).smtpPassword()).find(
      (password) => !/[+/]/.test(password),
    );
    repo.write(`${folder}${key}.txt`, "x\n");
    repo.git("add", "--all");
    expectBlocked(commit(), "file name:1:1");
  });

  test("in a file name with a newline and an escape, both made harmless", () => {
    repo.write("a\n\x1b[31mb.env", leak);
    repo.git("add", "--all");
    expectBlocked(commit(), "a\\n\\x1b[31mb.env:3:15");
  });

  test("in a file name with a newline that was edited after it was staged", () => {
    repo.write("a\nb.env", leak);
    repo.git("add", "--all");
    repo.write("a\nb.env", `${leak}MORE=1\n`);
    expectBlocked(commit(), "a\\nb.env:3:15");
  });

  test.each([
    ["is no UTF-8", Buffer.from("lat\xe9in.env", "latin1"), "lat\\xe9in.env:3:15"],
    ["has a key in it", Buffer.from(`${new Fake(3).clientSecret()}.env`), "**….env:3:15"],
  ])("in a file whose name %s, which is not said to be gone", (_, name, shown) => {
    writeFileSync(Buffer.concat([Buffer.from(`${repo.dir}/`), name]), leak);
    repo.git("add", ".");
    const outcome = commit();
    expectBlocked(outcome, shown);
    expect(outcome.stderr).not.toContain("is gone");
  });

  test("in a file whose name tells what it is, beside a copy by another name", () => {
    const agent = `proxyConfiguration:\n  host: h\n  password: ${new Fake(5).password()}\n`;
    for (const path of ["a.txt", "mule-agent.yml", "z.txt"]) repo.write(path, agent);
    repo.git("add", ".");
    expectBlocked(commit(), "mule-agent.yml:3");
    repo.git("commit", "--quiet", "--no-verify", "--message", "work");
    const range = repo.run(process.execPath, [keylatchBin(), "scan", "--range", "HEAD~1..HEAD"]);
    expect(range.stdout).toContain("mule-agent.yml:3");
  });

  test("when a link becomes a file", () => {
    symlinkSync("readme.md", join(repo.dir, "link"));
    repo.git("add", ".");
    expect(commit().code).toBe(0);
    rmSync(join(repo.dir, "link"));
    repo.write("link", leak);
    repo.git("add", ".");
    expectBlocked(commit(), "link:3:15");
  });

  test.each([
    ["CRLF", Buffer.from(leak.replaceAll("\n", "\r\n"))],
    ["no final newline", Buffer.from(leak.trimEnd())],
    ["a byte order mark", Buffer.from(`\uFEFF${leak}`)],
    ["UTF-16 with a mark", Buffer.from(`\uFEFF${leak}`, "utf16le")],
    ["UTF-16 without a mark", Buffer.from(leak, "utf16le")],
    [
      "Latin-1",
      Buffer.from(
        `# caf\xe9\n${leak}`
          .replace("# caf\xe9\n", "# caf\xe9 ")
          .replace("SES_SMTP_HOST", "\nSES_SMTP_HOST")
          .slice(0),
        "latin1",
      ),
    ],
    ["NUL bytes before it", Buffer.concat([Buffer.from("\0\0\x01 "), Buffer.from(leak)])],
  ])("in a file with %s", (_, bytes) => {
    repo.write("mail.env", bytes);
    repo.git("add", ".");
    const outcome = commit();
    expect(outcome.stderr).toMatch(/mail\.env:[34]:15/);
    expect(outcome.code).toBe(1);
  });
});

test("the first commit is checked, and the steps fit it", () => {
  const fresh = new TestRepo();
  fresh.linkPackage();
  fresh.keylatch("init");
  fresh.write("mail.env", leak);
  fresh.git("add", ".");
  const outcome = fresh.run("git", ["commit", "--message", "first"]);
  expectBlocked(outcome, "mail.env:3:15");
  expect(outcome.stderr).toContain("git reset -q -- mail.env");
  fresh.remove();
});

test("the first commit is checked where git keeps no file or folder for branches: reftables, as here, have a file in its place", () => {
  repo.git("symbolic-ref", "HEAD", "refs/heads/main/none");
  repo.write("mail.env", leak);
  repo.git("add", ".");
  const outcome = repo.keylatch("pre-commit");
  expectBlocked(outcome, "mail.env:3:15");
});

describe("what is not new does not block", () => {
  beforeEach(() => {
    repo.commit({ "old.env": leak });
  });

  test("an unchanged line in a file that changes", () => {
    repo.write("old.env", `# moved down\n${leak}`);
    repo.git("add", ".");
    expect(commit().code).toBe(0);
  });

  test("a renamed file", () => {
    repo.git("mv", "old.env", "new.env");
    expect(commit().code).toBe(0);
  });

  test("a renamed file with other changes", () => {
    repo.git("mv", "old.env", "new.env");
    repo.write("new.env", `# comment\r\n${leak.replaceAll("\n", "\r\n")}`);
    repo.git("add", ".");
    expect(commit().code).toBe(0);
  });

  test("its removal", () => {
    repo.git("rm", "--quiet", "old.env");
    expect(commit().code).toBe(0);
  });

  test("a mode change", () => {
    chmodSync(join(repo.dir, "old.env"), 0o755);
    expect(commit("-a").code).toBe(0);
  });

  test("but a copy is new", () => {
    repo.write("copy.env", leak);
    repo.git("add", ".");
    expectBlocked(commit(), "copy.env:3:15");
  });

  test("and another key in the same file is new", () => {
    repo.write("old.env", leak + otherLeak);
    repo.git("add", ".");
    expectBlocked(commit(), "old.env:6:15");
  });
});

describe("merges", () => {
  beforeEach(() => {
    repo.git("switch", "--quiet", "--create", "side");
    repo.commit({ "side.env": leak, "readme.md": "side\n" });
    repo.git("switch", "--quiet", "main");
    repo.commit({ "readme.md": "main\n" });
    repo.run("git", ["merge", "--no-commit", "side"]);
  });

  test("what the other branch has already is not new", () => {
    repo.write("readme.md", "both\n");
    repo.git("add", ".");
    expect(commit().code).toBe(0);
  });

  test("what the resolution adds is", () => {
    repo.write("readme.md", otherLeak);
    repo.git("add", ".");
    expectBlocked(commit(), "readme.md:3:15");
  });
});

test("a linked worktree made after init is protected", () => {
  // It stands elsewhere than what it was copied from.
  repo.run(process.execPath, [keylatchBin(), "init"]);
  const tree = join(repo.base, "tree");
  repo.git("worktree", "add", "--quiet", tree);
  repo.run("sh", ["-c", `printf '%s' "$LEAK" > mail.env && git add mail.env`], {
    cwd: tree,
    env: { LEAK: leak },
  });
  const outcome = repo.run("git", ["commit", "--message", "work"], { cwd: tree });
  expectBlocked(outcome, "mail.env:3:15");
});

test("a file that is only intended to be added is not part of the commit", () => {
  repo.write("later.env", leak);
  repo.git("add", "--intent-to-add", "later.env");
  repo.write("readme.md", "x\n");
  repo.git("add", "readme.md");
  expect(commit().code).toBe(0);
});

test("a submodule's pointer is no content", () => {
  const inner = new TestRepo();
  inner.commit({ a: "b\n" });
  repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.dir, "inner");
  expect(commit().code).toBe(0);
  inner.remove();
});

test("the key is not in any file that keylatch leaves", () => {
  repo.write("mail.env", leak);
  repo.git("add", ".");
  commit();
  expect(readFileSync(join(repo.dir, ".keylatch/config.json"), "utf8")).not.toContain(secret);
});
