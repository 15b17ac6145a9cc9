import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Fake } from "../../detectors/fake.ts";
import { mailEnv } from "../helpers/keys.ts";
import { keylatchBin, type Outcome, TestRepo } from "../helpers/repo.ts";

const { text: leak, secret } = mailEnv(21);
const allowed = `SMTP_PASS=${secret} # keylatch:allow sandbox of the team\n`;

let template: TestRepo;
let repo: TestRepo;
beforeAll(() => {
  template = new TestRepo();
  template.install();
  template.commit({ "readme.md": "hello\n" });
});
afterAll(() => template.remove());
beforeEach(() => {
  repo = new TestRepo(template);
  repo.git("init", "--quiet", "--bare", "--initial-branch=main", join(repo.base, "remote.git"));
  repo.git("remote", "add", "origin", join(repo.base, "remote.git"));
  repo.git("push", "--quiet", "origin", "main");
});
afterEach(() => repo.remove());

function push(...args: string[]): Outcome {
  return repo.run("git", ["push", ...args]);
}

function expectBlocked(outcome: Outcome, ...says: string[]): void {
  for (const text of [...says, "push blocked"]) expect(outcome.stderr).toContain(text);
  expect(outcome.stdout + outcome.stderr).not.toContain(secret);
  expect(outcome.code).toBe(1);
}

test("a clean push passes without a word of ours", () => {
  repo.commit({ "readme.md": "more\n" });
  const outcome = push("--quiet", "origin", "main");
  expect(outcome).toEqual({ code: 0, stdout: "", stderr: "" });
});

test("the standard output of a push stays git's own", () => {
  repo.commit({ "mail.env": leak });
  expect(push("--porcelain", "origin", "main").stdout).not.toContain("keylatch");
});

describe("a push with a key is blocked", () => {
  test("in the newest commit, whose repair is an amend", () => {
    const oid = repo.commit({ "mail.env": leak });
    expectBlocked(push("origin", "main"), "mail.env:3:15", oid.slice(0, 7), "git commit --amend --no-edit");
  });

  test("in an older commit, whose repair is a fixup", () => {
    const oid = repo.commit({ "mail.env": leak });
    repo.commit({ "readme.md": "more\n" });
    expectBlocked(push("origin", "main"), "mail.env:3:15", `git commit -m 'fixup! ${oid.slice(0, 7)}'`);
  });

  test("added and removed again", () => {
    const oid = repo.commit({ "mail.env": leak });
    repo.git("rm", "--quiet", "mail.env");
    repo.commit({});
    expectBlocked(push("origin", "main"), "mail.env:3:15", oid.slice(0, 7));
  });

  test("on a new branch", () => {
    repo.git("switch", "--quiet", "--create", "feature");
    repo.commit({ "mail.env": leak });
    expectBlocked(push("origin", "feature"), "mail.env:3:15");
  });

  test("on the second of two branches", () => {
    repo.git("switch", "--quiet", "--create", "a");
    repo.commit({ "a.txt": "a\n" });
    repo.git("switch", "--quiet", "--create", "b");
    repo.commit({ "mail.env": leak });
    expectBlocked(push("origin", "a", "b"), "mail.env:3:15");
  });

  test("under another name, from an expression with blanks", () => {
    repo.commit({ "mail.env": leak }, "two words");
    expectBlocked(push("origin", "HEAD^{/two words}:refs/heads/x"), "mail.env:3:15");
  });

  test("with --force, when the remote's old end is not known here", () => {
    const other = join(repo.base, "other");
    repo.git("clone", "--quiet", join(repo.base, "remote.git"), other);
    writeFileSync(join(other, "theirs"), "x\n");
    repo.run("git", ["add", "."], { cwd: other });
    repo.run("git", ["commit", "--quiet", "-m", "theirs"], { cwd: other });
    repo.run("git", ["push", "--quiet"], { cwd: other });
    repo.commit({ "mail.env": leak });
    expectBlocked(push("--force", "origin", "main"), "mail.env:3:15");
  });

  test("in a merge and nowhere else", () => {
    repo.git("switch", "--quiet", "--create", "side");
    repo.commit({ "side.txt": "x\n" });
    repo.git("switch", "--quiet", "main");
    repo.commit({ "main.txt": "x\n" });
    repo.git("merge", "--quiet", "--no-commit", "--no-verify", "side");
    repo.write("mail.env", leak);
    repo.commit({}, "merge");
    expectBlocked(push("origin", "main"), "mail.env:3:15");
  });

  test("in an annotated tag's message", () => {
    repo.git("tag", "--annotate", "--message", leak, "v1");
    expectBlocked(push("origin", "v1"), "tag message");
  });

  test("in a tagged blob", () => {
    repo.write("x", leak);
    repo.git("tag", "blob", repo.git("hash-object", "-w", "x"));
    expectBlocked(push("origin", "blob"));
  });

  test("in a commit message", () => {
    repo.commit({ "a.txt": "a\n" }, leak);
    expectBlocked(push("origin", "main"), "commit message");
  });

  test("in a note", () => {
    repo.git("notes", "add", "--message", leak, "HEAD");
    expectBlocked(push("origin", "refs/notes/commits"));
  });

  test("with --mirror", () => {
    repo.git("switch", "--quiet", "--create", "hidden");
    repo.commit({ "mail.env": leak });
    repo.git("switch", "--quiet", "main");
    expectBlocked(push("--mirror", "origin"), "mail.env:3:15");
  });

  test("to a URL", () => {
    repo.git("init", "--quiet", "--bare", join(repo.base, "empty.git"));
    repo.commit({ "mail.env": leak });
    expectBlocked(push(join(repo.base, "empty.git"), "main"), "mail.env:3:15");
  });

  test("to a remote that has less than origin", () => {
    repo.commit({ "mail.env": leak });
    repo.git("push", "--quiet", "--no-verify", "origin", "main");
    repo.git("init", "--quiet", "--bare", join(repo.base, "public.git"));
    repo.git("remote", "add", "public", join(repo.base, "public.git"));
    expectBlocked(push("public", "main"), "mail.env:3:15");
  });

  test("to a second push URL, which has less than the first", () => {
    repo.commit({ "mail.env": leak });
    repo.git("push", "--quiet", "--no-verify", "origin", "main");
    repo.git("init", "--quiet", "--bare", join(repo.base, "public.git"));
    repo.git("remote", "set-url", "--push", "origin", join(repo.base, "public.git"));
    expectBlocked(push("origin", "main"), "mail.env:3:15");
  });

  describe("that was pushed to the address the remote had before", () => {
    const moveTo = (name: string, ...refs: string[]) => {
      const url = join(repo.base, name);
      repo.git("init", "--quiet", "--bare", "--initial-branch=main", url);
      if (refs.length > 0) repo.git("push", "--quiet", "--no-verify", url, ...refs);
      repo.git("remote", "set-url", "origin", url);
    };
    beforeEach(() => {
      repo.commit({ "mail.env": leak });
      repo.commit({ "mail.env": "" });
      repo.git("push", "--quiet", "--no-verify", "origin", "main");
      repo.commit({ "readme.md": "more\n" });
    });

    test("when nothing is at the new one", () => {
      moveTo("empty.git");
      expectBlocked(push("origin", "main"), "mail.env:3:15", "origin/main here does not match origin");
      repo.git("fetch", "--quiet", "--prune", "origin");
      const outcome = push("origin", "main");
      expectBlocked(outcome, "mail.env:3:15");
      expect(outcome.stderr).not.toContain("--prune");
    });

    test("when the new one has less", () => {
      moveTo("fork.git", "main~3:refs/heads/main");
      expectBlocked(push("origin", "main"), "mail.env:3:15", "git fetch --prune");
    });

    test("when the new one has something else, which is overwritten", () => {
      moveTo("other.git", `${repo.git("commit-tree", "-m", "x", "HEAD~1^{tree}")}:refs/heads/main`);
      expectBlocked(push("--force", "origin", "main"), "mail.env:3:15");
    });

    test("with other branches beside it, from a folder of its own", () => {
      repo.git("config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/here/*");
      repo.git("fetch", "--quiet", "origin");
      moveTo("empty.git");
      expectBlocked(
        push("origin", "HEAD:refs/heads/main", "HEAD:refs/heads/x"),
        "here/main here does not match",
      );
    });
  });

  test.each([
    ["took the comment away", () => repo.commit({ "mail.env": allowed.replace(/ #.*/, "") })],
    ["took its reason away", () => repo.commit({ "mail.env": allowed.replace(/ sandbox.*/, "") })],
    [
      "deleted the file",
      () => {
        repo.git("rm", "--quiet", "mail.env");
        repo.commit({});
      },
    ],
  ])("that a comment allowed until a later commit %s", (_, later) => {
    repo.commit({ "mail.env": allowed });
    repo.git("branch", "before");
    later();
    expectBlocked(push("origin", "main"), "mail.env:1:11", "a later commit removed the");
    // Who looks at one of them only would not know.
    expectBlocked(push("origin", "before", "main"), "mail.env:1:11");
    expect(push("origin", "before").code).toBe(0);
  });

  test("behind a replace ref that shows something harmless", () => {
    const bad = repo.commit({ "mail.env": leak });
    const blob = repo.git("rev-parse", `${bad}:mail.env`);
    repo.write("harmless", "x\n");
    repo.git("replace", blob, repo.git("hash-object", "-w", "harmless"));
    expectBlocked(push("origin", "main"), "mail.env:3:15");
  });
});

describe("a push passes", () => {
  test("when the remote has the key already", () => {
    repo.commit({ "mail.env": leak });
    repo.git("push", "--quiet", "--no-verify", "origin", "main");
    repo.commit({ "readme.md": "more\n" });
    expect(push("origin", "main").code).toBe(0);
  });

  test("when a branch that was deleted there since is pushed again, and all of it is clean", () => {
    repo.git("push", "--quiet", "origin", "main:gone");
    repo.git("--git-dir", join(repo.base, "remote.git"), "branch", "--quiet", "--delete", "gone");
    repo.commit({ "readme.md": "more\n" });
    const outcome = push("--quiet", "origin", "main:gone");
    expect(outcome).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("when the remote has moved on, and this was fetched by its branch only", () => {
    repo.commit({ "mail.env": leak });
    repo.git("push", "--quiet", "--no-verify", "origin", "main");
    repo.commit({ "readme.md": "more\n" });
    repo.git("push", "--quiet", "--no-verify", join(repo.base, "remote.git"), "main");
    repo.commit({ "readme.md": "and more\n" });
    expect(push("origin", "main").code).toBe(0);
  });

  test("when it brings a record that cannot be read, which is named then, and not again", () => {
    repo.commit({ ".keylatch/overrides/20261125T000000Z-00000000.json": "{" });
    const outcome = push("origin", "main");
    expect(outcome.stderr.replace(/\s+/g, " ")).toContain(
      "00000000.json does not count: it is not valid JSON",
    );
    expect(outcome.code).toBe(0);
    repo.commit({ "a.txt": "a\n" });
    expect(push("--quiet", "origin", "main")).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("when a branch is deleted", () => {
    repo.git("push", "--quiet", "origin", "main:gone");
    expect(push("origin", "--delete", "gone").code).toBe(0);
  });

  test("when there is nothing to do", () => {
    expect(push("origin", "main").code).toBe(0);
  });

  test("when a comment allows it, in whatever file it is at the end", () => {
    repo.git(
      "tag",
      "blob",
      repo.run("git", ["hash-object", "-w", "--stdin"], { input: allowed }).stdout.trim(),
    );
    repo.commit({ "mail.env": allowed });
    repo.git("mv", "mail.env", "other.env");
    repo.commit({});
    const outcome = push("origin", "main", "blob");
    expect(outcome.stderr).toContain("sandbox of the team");
    expect(outcome.code).toBe(0);
  });

  test("when a comment allows what only another file makes a key", () => {
    repo.commit({
      "src/main/mule/global.xml":
        '<mule>\n<secure-properties:config name="s" file="s.yaml" key="${enc.key}"/>\n</mule>\n',
      "local.env": `enc.key=${new Fake(6).password()} # keylatch:allow key of the local sandbox\n`,
    });
    const outcome = push("origin", "main");
    expect(outcome.stderr).toContain("1 allowed by comments");
    expect(outcome.code).toBe(0);
  });

  test("when a record in the pushed commits covers it", () => {
    repo.write("mail.env", leak);
    repo.git("add", ".");
    repo.git("-c", "keylatch.override=MAIL-1: test account, closed", "commit", "--quiet", "-m", "work");
    const outcome = push("origin", "main");
    expect(outcome.code).toBe(0);
    expect(outcome.stderr).toContain("push goes on");
  });
});

test("an override at push writes a record to commit, and then the push passes without one", () => {
  repo.commit({ "mail.env": leak });
  const first = repo.run("git", [
    "-c",
    "keylatch.override=MAIL-1: test account, closed",
    "push",
    "origin",
    "main",
  ]);
  expect(first.stderr).toContain("push goes on");
  expect(first.stderr).toContain("git add -- :/.keylatch && git commit\n");
  expect(first.code).toBe(0);
  repo.git("init", "--quiet", "--bare", join(repo.base, "public.git"));
  repo.git("add", ".keylatch");
  repo.git("commit", "--quiet", "-m", "record");
  expect(push(join(repo.base, "public.git"), "main").code).toBe(0);
});

test("an override at push of a branch that is not checked out says where the record has to go", () => {
  repo.git("switch", "--quiet", "--create", "feat");
  repo.commit({ "mail.env": leak });
  repo.git("switch", "--quiet", "main");
  const override = ["-c", "keylatch.override=MAIL-1: test account, closed"];
  const outcome = repo.run("git", [...override, "push", "origin", "feat"]);
  expect(outcome.stderr).toContain("which is not checked out here");
  expect(outcome.code).toBe(1);
  expect(repo.git("status", "--porcelain")).toBe("");
});

describe("what git hands over", () => {
  const prePush = (input: string) =>
    repo.run("node_modules/.bin/keylatch", ["pre-push", "origin", "x"], { input });

  test("nothing at all is nothing to check", () => {
    expect(prePush("").code).toBe(0);
  });

  test.each([["no line of git's\n"], ["refs/heads/main abc refs/heads/main def\n"]])(
    "%j is an error",
    (input) => {
      const outcome = prePush(input);
      expect(outcome.code).toBe(2);
      expect(outcome.stderr).toContain("line 1");
    },
  );

  test("an object that is not there is an error", () => {
    const outcome = prePush(`refs/heads/x ${"1".repeat(40)} refs/heads/x ${"0".repeat(40)}\n`);
    expect(outcome.code).toBe(2);
  });
});

test("another hook after ours gets the ref lines too", () => {
  repo.write(".husky/pre-push", `${repo.run("cat", [".husky/pre-push"]).stdout}\ncat > seen\n`);
  repo.commit({ "a.txt": "a\n" });
  expect(push("origin", "main").code).toBe(0);
  const line = /^refs\/heads\/main [0-9a-f]{40} refs\/heads\/main [0-9a-f]{40}\n/;
  expect(repo.run("cat", ["seen"]).stdout.replace(line, "first\n")).toBe("first\n");
  repo.commit({ "a.txt": "b\n" }, "a\\n b");
  const others = ["HEAD:refs/heads/x0", "HEAD^{/a.n b}:refs/heads/x1"];
  expect(push("origin", "main", ...others).code).toBe(0);
  const lines = repo.run("cat", ["seen"]).stdout.split("\n");
  expect(lines.map((text) => text.split(" ").at(-2))).toEqual(
    expect.arrayContaining(["refs/heads/main", "refs/heads/x0", "refs/heads/x1"]),
  );
  expect(lines).toHaveLength(4);
});

test("a keylatch that cannot read beside node gets the ref lines itself", () => {
  const modules = join(repo.dir, "node_modules");
  rmSync(modules);
  cpSync(resolve(keylatchBin(), "../../.."), modules, { recursive: true, verbatimSymlinks: true });
  rmSync(join(modules, "keylatch/dist/pre-push.sh"));
  repo.commit({ "a.txt": "a\n" });
  expect(push("origin", "main").code).toBe(0);
  repo.commit({ "mail.env": leak });
  expectBlocked(push("origin", "main"), "mail.env:3:15");
});

describe("the steps for an older commit work as they are printed", () => {
  /** The commands of a blocked push, for a person who took the key out of the file. */
  function followSteps(): void {
    const ref = `refs/heads/main ${repo.git("rev-parse", "HEAD")} refs/heads/main ${"0".repeat(40)}\n`;
    const args = ["pre-push", join(repo.base, "nowhere"), "x", "--format", "json"];
    const { findings } = JSON.parse(repo.run("node_modules/.bin/keylatch", args, { input: ref }).stderr) as {
      findings: { remediation: { steps: { command?: string }[] } }[];
    };
    const commands = findings[0]?.remediation.steps.flatMap(({ command }) => command ?? []) ?? [];
    repo.write("mail.env", "SES_SMTP_PASS=\n");
    for (const command of commands.slice(0, 2)) {
      const { code, stderr } = repo.run("sh", ["-c", command], { env: { HUSKY: "0" } });
      expect({ command, code, stderr: code === 0 ? "" : stderr }).toEqual({ command, code: 0, stderr: "" });
    }
    repo.git("init", "--quiet", "--bare", join(repo.base, "elsewhere.git"));
    expect(push(join(repo.base, "elsewhere.git"), "main").code).toBe(0);
  }

  test("in the middle of the history", () => {
    repo.commit({ "mail.env": leak });
    repo.commit({ "readme.md": "more\n" });
    followSteps();
  });

  test("with a merge after it", () => {
    repo.commit({ "mail.env": leak });
    repo.git("switch", "--quiet", "--create", "side");
    repo.commit({ "side.txt": "x\n" });
    repo.git("switch", "--quiet", "main");
    repo.commit({ "main.txt": "x\n" });
    repo.git("merge", "--quiet", "--no-edit", "--no-verify", "side");
    followSteps();
    expect(repo.git("rev-list", "--merges", "--count", "HEAD")).toBe("1");
  });

  test("in the first commit of all", () => {
    repo.git("checkout", "--quiet", "--orphan", "fresh");
    repo.commit({ "mail.env": leak });
    repo.git("branch", "--force", "main");
    repo.git("switch", "--quiet", "main");
    repo.commit({ "readme.md": "more\n" });
    followSteps();
  });
});
