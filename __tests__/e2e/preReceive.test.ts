import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mailEnv } from "../helpers/keys.ts";
import { keylatchBin, type Outcome, TestRepo } from "../helpers/repo.ts";

const { text: leak, id, secret } = mailEnv(61);

describe.each([["sha1"], ["sha256"]])("a server with %s", (hash) => {
  let template: TestRepo;
  let repo: TestRepo;
  let server: string;
  beforeAll(() => {
    template = new TestRepo([`--object-format=${hash}`]);
    template.git(
      "init",
      "--quiet",
      "--bare",
      "--initial-branch=main",
      `--object-format=${hash}`,
      "../server.git",
    );
    template.commit({ "readme.md": "hello\n" });
    template.git("push", "--quiet", "../server.git", "main");
    const hook = join(template.base, "server.git/hooks/pre-receive");
    writeFileSync(hook, `#!/bin/sh\nexec "${process.execPath}" "${keylatchBin()}" pre-receive\n`);
    chmodSync(hook, 0o755);
  });
  afterAll(() => template.remove());
  beforeEach(() => {
    repo = new TestRepo(template);
    server = join(repo.base, "server.git");
  });
  afterEach(() => repo.remove());

  const push = (...args: string[]): Outcome => repo.run("git", ["push", "../server.git", ...args]);
  const refs = () => repo.run("git", ["for-each-ref", "--format=%(refname)"], { cwd: server }).stdout;
  const record = (reason = "MAIL-1: test account, closed") => {
    const { code, stdout } = repo.keylatch("override", "add", "--all", "--reason", reason);
    expect({ code, stdout }).toMatchObject({ code: 0 });
  };

  function expectRefused(outcome: Outcome, ...says: string[]): void {
    for (const text of [...says, "push blocked"]) expect(outcome.stderr).toContain(text);
    expect(outcome.stdout + outcome.stderr).not.toContain(secret);
    expect(outcome.code).toBe(1);
  }

  test("takes a clean push without a word", () => {
    repo.commit({ "readme.md": "more\n" });
    expect(push("--quiet", "main")).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("refuses a key, and keeps nothing of it", () => {
    const oid = repo.commit({ "mail.env": leak });
    expectRefused(
      push("main"),
      "mail.env:3:15",
      oid.slice(0, 7),
      "git commit --amend --no-edit",
      "keylatch override add",
      "pre-receive hook declined",
    );
    expect(repo.run("git", ["cat-file", "-e", oid], { cwd: server }).code).not.toBe(0);
  });

  test("prints lines that fit beside git's own word", () => {
    repo.commit({ "mail.env": leak });
    const lines = push("main")
      .stderr.split("\n")
      .filter((line) => /^remote: (?!.*keylatch override add)/.test(line));
    expect(lines.filter((line) => line.trimEnd().length > 80)).toEqual([]);
  });

  test("refuses a key in an older commit, whose repair is a fixup", () => {
    const oid = repo.commit({ "mail.env": leak });
    repo.commit({ "readme.md": "more\n" });
    expectRefused(push("main"), `git commit -m 'fixup! ${oid.slice(0, 7)}'`);
  });

  test("refuses a key that was added and removed again", () => {
    repo.commit({ "mail.env": leak });
    repo.git("rm", "--quiet", "mail.env");
    repo.commit({});
    expectRefused(push("main"), "mail.env:3:15");
  });

  test("refuses a key whose comment a later commit took away, and takes it while that stands there", () => {
    const allowed = leak.replace(/^.*\n.*\n(.*)\n$/, "$1 # keylatch:allow sandbox of the team\n");
    repo.commit({ "mail.env": allowed });
    repo.commit({ "mail.env": allowed.replace(/ #.*/, "") });
    expectRefused(push("main"), "mail.env:1:15", "a later commit removed the");
    repo.commit({ "mail.env": allowed });
    expect(push("main").code).toBe(0);
  });

  test("refuses a key on a new branch", () => {
    repo.git("switch", "--quiet", "--create", "feature");
    repo.commit({ "mail.env": leak });
    expectRefused(push("feature"), "mail.env:3:15");
    expect(refs()).not.toContain("feature");
  });

  test("refuses both refs when one of them has a key", () => {
    repo.git("switch", "--quiet", "--create", "a");
    repo.commit({ "a.txt": "a\n" });
    repo.git("switch", "--quiet", "--create", "b", "main");
    repo.commit({ "mail.env": leak });
    expectRefused(push("a", "b"), "mail.env:3:15");
    expect(refs()).toBe("refs/heads/main\n");
  });

  test("refuses a forced push with a key", () => {
    repo.git("commit", "--quiet", "--amend", "--no-verify", "--message", "other");
    repo.commit({ "mail.env": leak });
    expectRefused(push("--force", "main"), "mail.env:3:15");
  });

  test("refuses a key in a merge and nowhere else", () => {
    repo.git("switch", "--quiet", "--create", "side");
    repo.commit({ "side.txt": "x\n" });
    repo.git("switch", "--quiet", "main");
    repo.commit({ "main.txt": "x\n" });
    repo.git("merge", "--quiet", "--no-commit", "side");
    repo.commit({ "mail.env": leak }, "merge");
    expectRefused(push("main"), "mail.env:3:15");
  });

  test.each([
    [
      "an annotated tag's message",
      () => repo.git("tag", "--annotate", "--message", leak, "v1"),
      "tag message",
    ],
    ["a tag's name", () => repo.git("tag", id), "tag name"],
    [
      "a tagged commit",
      () => {
        repo.git("switch", "--quiet", "--detach");
        repo.commit({ "mail.env": leak });
        repo.git("tag", "v1");
      },
      "mail.env:3:15",
    ],
    [
      "a tagged blob",
      () => {
        repo.write("x", leak);
        repo.git("tag", "blob", repo.git("hash-object", "-w", "x"));
      },
      "3:15",
    ],
    [
      "a tagged tree",
      () => {
        repo.write("mail.env", leak);
        repo.git("add", ".");
        repo.git("tag", "tree", repo.git("write-tree"));
      },
      "3:15",
    ],
    ["a note", () => repo.git("notes", "add", "--message", leak, "HEAD"), "3:15"],
    ["a commit message", () => repo.commit({ "a.txt": "a\n" }, leak), "commit message"],
  ])("refuses a key in %s", (_, make, says) => {
    make();
    const outcome = push("refs/*:refs/*");
    expect(outcome.stderr).toContain(says);
    expect(outcome.stdout + outcome.stderr).not.toContain(secret);
    expect(outcome.code).toBe(1);
  });

  test("takes a tag of what it has", () => {
    repo.git("tag", "--annotate", "--message", "one", "v1");
    expect(push("v1").code).toBe(0);
  });

  test("judges by the default branch's configuration what another branch's let in, whatever that is now", () => {
    const config = (paths: string[]) => ({ ".keylatch/config.json": JSON.stringify({ ignorePaths: paths }) });
    repo.git("switch", "--quiet", "--create", "feature");
    repo.commit(config(["**"]));
    expect(push("feature").code).toBe(0);
    repo.commit({ "mail.env": leak });
    expect(push("feature").code).toBe(0);
    repo.commit(config([]));
    expect(push("feature").code).toBe(0);
    repo.git("switch", "--quiet", "main");
    repo.git("merge", "--quiet", "--ff-only", "feature");
    expectRefused(push("main"), "mail.env:3:15", "yes: it was pushed");
  });

  describe("without a default branch", () => {
    const off = { ".keylatch/config.json": '{ "ignorePaths": ["**"] }' };
    beforeEach(() => repo.run("git", ["update-ref", "-d", "refs/heads/main"], { cwd: server }));

    test("judges by the defaults all that the first one brings, whatever another branch let in", () => {
      repo.commit(off);
      expect(push("main:feature").code).toBe(0);
      repo.commit({ "mail.env": leak });
      expect(push("main:feature").code).toBe(0);
      expectRefused(push("main"), "mail.env:3:15", "yes: it was pushed");
      repo.write(".keylatch/config.json", "{}");
      record();
      repo.commit({}, "record");
      expect(push("main").code).toBe(0);
    });

    test("takes a first push of all branches, and names a key that they share once", () => {
      repo.git("branch", "feature");
      expect(push("--all").code).toBe(0);
      expect(refs()).toBe("refs/heads/feature\nrefs/heads/main\n");
      repo.run("git", ["update-ref", "-d", "refs/heads/main"], { cwd: server });
      repo.run("git", ["update-ref", "-d", "refs/heads/feature"], { cwd: server });
      repo.commit({ "mail.env": leak });
      repo.git("branch", "--force", "feature");
      const outcome = push("--all");
      expectRefused(outcome, "mail.env:3:15");
      expect(outcome.stderr.match(/mail\.env:3:15/g)).toHaveLength(1);
    });
  });

  test("takes a deletion", () => {
    expect(push("main:gone").code).toBe(0);
    expect(push("--delete", "gone").code).toBe(0);
    expect(refs()).toBe("refs/heads/main\n");
  });

  test("takes what it has already under another name", () => {
    repo.commit({ "mail.env": leak });
    repo.run("git", ["fetch", "--quiet", repo.dir, "main:old"], { cwd: server });
    expect(push("main:new").code).toBe(0);
  });

  test("takes a key whose record is pushed with it", () => {
    repo.commit({ "mail.env": leak });
    record();
    repo.commit({}, "record");
    const outcome = push("main");
    expect(outcome.stderr).toContain("push goes on");
    expect(outcome.code).toBe(0);
  });

  test.each([
    ["a salt", { ".keylatch/salt": `${"5a".repeat(32)}\n` }],
    ["no salt yet", {}],
  ])("takes the key after the way out that it prints, with %s", (_, salt) => {
    repo.commit({ ...salt, "mail.env": leak });
    const refused = push("main");
    const fingerprints = refused.stderr.match(/\b[0-9a-f]{32}\b/g) ?? [];
    expect(repo.keylatch("override", "add", "--reason", "MAIL-1: test account", ...fingerprints).code).toBe(
      0,
    );
    repo.commit({}, "record");
    expect(push("main").code).toBe(0);
  });

  test("refuses a key whose record was edited", () => {
    repo.commit({ "mail.env": leak });
    record();
    const [path = ""] = repo.git("ls-files", "--others", ".keylatch/overrides").split("\n");
    const text = repo.run("cat", [path]).stdout;
    repo.commit({ [path]: text.replace("MAIL-1", "MAIL-2") }, "record");
    expectRefused(push("main"), "was edited");
  });

  test("takes a record that cannot be read, and names it", () => {
    repo.commit({ ".keylatch/overrides/20261125T000000Z-00000000.json": "{" });
    const outcome = push("main");
    expect(outcome.stderr.replace(/\s*\n(?:remote:)?\s*/g, " ")).toContain(
      "does not count: it is not valid JSON",
    );
    expect(outcome.code).toBe(0);
    repo.commit({ "readme.md": "more\n" });
    expect(push("--quiet", "main")).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("refuses a key whose record fits only the salt that is pushed with it", () => {
    repo.commit({ ".keylatch/salt": `${"5a".repeat(32)}\n` });
    expect(push("main").code).toBe(0);
    repo.commit({ ".keylatch/salt": `${"a5".repeat(32)}\n`, "mail.env": leak });
    record();
    repo.commit({}, "record");
    expectRefused(push("main"), "mail.env:3:15");
    expectRefused(push("main:refs/heads/new"), "mail.env:3:15");
  });

  describe("a salt that is none", () => {
    const broken = { ".keylatch/salt": "pepper\n" };
    const good = { ".keylatch/salt": `${"5a".repeat(32)}\n` };

    test.each([["main"], ["main:refs/heads/new"]])("is refused before it is in force: %s", (spec) => {
      repo.commit(broken);
      const outcome = push(spec);
      expect(outcome.stderr).toContain(".keylatch/salt is not 64 hex digits");
      expect(outcome.code).toBe(1);
      expect(refs()).toBe("refs/heads/main\n");
    });

    test.each([["main"], ["main:refs/heads/new"]])("stops no repair where it is in force: %s", (spec) => {
      repo.commit(broken);
      repo.run("git", ["fetch", "--quiet", repo.dir, "main:main"], { cwd: server });
      repo.commit({ ...good, "mail.env": leak });
      expectRefused(push(spec), "mail.env:3:15");
      record();
      repo.commit({}, "record");
      const outcome = push(spec);
      expect(outcome.stderr.replace(/\s*\n(?:remote:)?\s*/g, " ")).toContain(
        "fingerprints are made with the one that comes with this change",
      );
      expect(outcome.code).toBe(0);
      repo.commit({ "readme.md": "more\n" });
      expect(push("--quiet", spec)).toEqual({ code: 0, stdout: "", stderr: "" });
    });
  });

  describe("a configuration that cannot be read", () => {
    const config = (text: string) => ({ ".keylatch/config.json": text });

    test.each([["main"], ["main:refs/heads/new"]])(
      "stops no repair where it is in force, and that has no say: %s",
      (spec) => {
        repo.commit(config("{"));
        repo.run("git", ["fetch", "--quiet", repo.dir, "main:main"], { cwd: server });
        repo.commit({ "readme.md": "more\n" });
        const still = push(spec);
        expect(still.stderr).toContain(".keylatch/config.json is not valid JSON");
        // HEAD has the broken one.
        expect(still.stderr.replace(/\s*\n(?:remote:)?\s*/g, " ")).toContain(
          "git log -- .keylatch/config.json",
        );
        expect(still.code).toBe(1);
        repo.commit({ ...config('{ "ignorePaths": ["**"] }'), "mail.env": leak });
        expectRefused(push(spec), "mail.env:3:15");
        repo.git("reset", "--quiet", "--hard", "HEAD~1");
        repo.commit(config("{}"));
        const outcome = push(spec);
        expect(outcome.stderr.replace(/\s*\n(?:remote:)?\s*/g, " ")).toContain("judged by the defaults");
        expect(outcome.code).toBe(0);
      },
    );
  });

  test("refuses a key whose record only another branch has", () => {
    repo.git("switch", "--quiet", "--create", "with");
    repo.commit({ "mail.env": leak });
    repo.git("branch", "without");
    record();
    repo.commit({}, "record");
    expectRefused(push("with", "without"), "mail.env:3:15");
  });

  test.each([
    ["git -c", { args: ["-c", "keylatch.override=MAIL-1: test account, closed"], env: {} }],
    ["the environment", { args: [], env: { KEYLATCH_OVERRIDE: "MAIL-1: test account, closed" } }],
  ])("takes no override from %s", (_, { args, env }) => {
    repo.commit({ "mail.env": leak });
    expectRefused(repo.run("git", [...args, "push", "../server.git", "main"], { env }), "mail.env:3:15");
  });

  describe("the configuration", () => {
    const config = (value: unknown) => ({ ".keylatch/config.json": JSON.stringify(value) });
    const off = config({ ignorePaths: ["**"] });
    const ignoresDocs = config({ ignorePaths: ["docs/"] });

    test.each([["main"], ["main:refs/heads/new"]])("pushed to %s with a key does not let it in", (spec) => {
      repo.commit({ ...off, "mail.env": leak });
      expectRefused(push(spec), "mail.env:3:15");
    });

    test("pushed in a first push to an empty server has no say", () => {
      repo.commit({ ...off, "mail.env": leak });
      repo.run("git", ["update-ref", "-d", "refs/heads/main"], { cwd: server });
      expectRefused(push("main"), "mail.env:3:15");
    });

    test("of the branch's old end holds", () => {
      repo.commit(ignoresDocs);
      expect(push("main").code).toBe(0);
      repo.commit({ ...config({}), "docs/mail.env": leak });
      expect(push("main").code).toBe(0);
    });

    test("of HEAD holds for a new branch and for a tag", () => {
      repo.commit(ignoresDocs);
      expect(push("main").code).toBe(0);
      repo.commit({ ...config({}), "docs/mail.env": leak });
      repo.git("tag", "v1");
      expect(push("main:refs/heads/new", "v1").code).toBe(0);
    });

    test("of another branch does not", () => {
      repo.git("switch", "--quiet", "--create", "lax");
      repo.commit(ignoresDocs);
      expect(push("lax").code).toBe(0);
      repo.git("switch", "--quiet", "main");
      repo.commit({ "docs/mail.env": leak });
      expectRefused(push("main"), "docs/mail.env:3:15");
    });

    test("that cannot be read is refused before it is in force", () => {
      repo.commit(config({ ignorePath: [] }));
      const outcome = push("main");
      expect(outcome.stderr).toContain('"ignorePath" is not a setting');
      expect(outcome.code).toBe(1);
      expect(repo.run("git", ["rev-parse", "main"], { cwd: server }).stdout.trim()).toBe(
        repo.git("rev-parse", "HEAD^"),
      );
    });

    test("of the server says how long a record may run", () => {
      repo.commit(config({ override: { maxDays: 7 } }));
      expect(push("main").code).toBe(0);
      repo.commit({ ...config({ override: { maxDays: 90 } }), "mail.env": leak });
      record();
      repo.commit({}, "record");
      expectRefused(push("main"), "runs longer than");
    });
  });

  describe("what git hands over", () => {
    const preReceive = (input: string) =>
      repo.run(process.execPath, [keylatchBin(), "pre-receive"], { cwd: server, input });
    const zero = "0".repeat(hash === "sha1" ? 40 : 64);

    test("is an error when it cannot be read", () => {
      const outcome = preReceive("no line of git's\n");
      expect(outcome.code).toBe(2);
      expect(outcome.stderr).toContain("line 1 of what git hands to pre-receive");
    });

    test("is an error when the object is not there", () => {
      expect(preReceive(`${zero} ${zero.replaceAll("0", "1")} refs/heads/x\n`).code).toBe(2);
    });

    test("can be nothing at all", () => {
      expect(preReceive("")).toEqual({ code: 0, stdout: "", stderr: "" });
    });
  });
});
