import { rmSync } from "node:fs";
import { join } from "node:path";
import { Fake } from "../../detectors/fake.ts";
import { mailEnv } from "../helpers/keys.ts";
import { keylatchBin, type Outcome, TestRepo } from "../helpers/repo.ts";

const NONE = "0".repeat(40);

let repo: TestRepo;
beforeEach(() => {
  repo = new TestRepo();
  repo.commit({ "readme.md": "hello\n" });
});
afterEach(() => repo.remove());

/** Path and line of everything found, sorted, once each: in a tag of a tree all is new again. */
function found(...args: string[]): string[] {
  const { stdout } = repo.keylatch("scan", ...args, "--format", "json");
  const findings: { detector: string; path: string; line: number }[] = JSON.parse(stdout).findings;
  const secrets = findings.filter(({ detector }) => detector !== "aws-access-key-id");
  return [...new Set(secrets.map(({ path, line }) => `${path}:${line}`))].sort();
}

function text(seed: number): string {
  return mailEnv(seed).text;
}

/** Takes an object away, of a repository whose objects are loose. */
function lose(name: string): string {
  const oid = repo.git("rev-parse", name);
  rmSync(join(repo.dir, ".git/objects", oid.slice(0, 2), oid.slice(2)));
  return oid;
}

test("what a branch or a tag is called is searched as well", () => {
  const name = `aws_secret_access_key=${new Fake(12).secretAccessKey().replace(/[+/]/g, "k")}`;
  for (const kind of ["tag", "branch"]) {
    repo.git(kind, name);
    expect(found("--all-history")).toContain(`(${kind} name):1`);
  }
});

test("no step shows a key that is in the name of what leads to a commit", () => {
  const secret = new Fake(13).secretAccessKey().replace(/[+/]/g, "k");
  const name = `aws_secret_access_key=${secret}`;
  repo.git("switch", "--quiet", "--detach");
  const oid = repo.commit({ "mail.env": text(29) });
  const outputs = (ref: string) => {
    const input = `${ref} ${repo.git("rev-parse", ref)} ${ref} ${NONE}\n`;
    const pushed = repo.run(process.execPath, [keylatchBin(), "pre-push", "x", "y"], { input });
    const all = [repo.keylatch("scan", "--all-history"), pushed];
    return all.map(({ stdout, stderr }) => stdout + stderr).join("");
  };
  for (const [kind, ...args] of [
    ["branch"],
    ["tag"],
    ["tag", "--annotate", "--force", "--message", text(30)],
  ]) {
    repo.git(kind as string, ...args, name, oid);
    repo.git("switch", "--quiet", "main");
    expect(outputs(`refs/${kind === "branch" ? "heads" : "tags"}/${name}`)).not.toContain(secret);
    repo.git("update-ref", "-d", `refs/heads/${name}`);
  }
  repo.git("update-ref", `refs/remotes/origin/${name}`, oid);
  expect(outputs(`refs/tags/${name}`)).not.toContain(secret);
});

test("everything that a ref leads to is searched, however it got there", () => {
  repo.commit({
    "a.env": text(1),
    "deep/b.env": text(2),
    "large.env": `${"line\n".repeat(400_000)}${text(3)}`,
  });
  repo.commit({ "a.env": "gone\n" }, text(4));
  repo.git("mv", "deep/b.env", "c.env");
  repo.commit({});
  repo.git("switch", "--quiet", "--create", "side", "HEAD~1");
  repo.commit({ "side.env": text(5) });
  repo.git("switch", "--quiet", "main");
  repo.git("merge", "--quiet", "--no-verify", "--no-commit", "side");
  repo.commit({ "born-in-merge.env": text(6) });
  repo.git("branch", "--quiet", "-D", "side");
  repo.git("tag", "--annotate", "--message", text(7), "release");
  repo.git("notes", "add", "--message", text(8));
  const blob = repo.run("git", ["hash-object", "-w", "--stdin"], { input: text(9) }).stdout.trim();
  repo.git("tag", "blob", blob);
  repo.write("tagged.env", text(10));
  repo.git("add", ".");
  const tree = repo.git("write-tree");
  repo.git("tag", "--annotate", "--message", "a tree", "tree", tree);
  repo.write("tagged.env", text(11));
  repo.git("stash", "--quiet");
  expect(found("--all-history")).toEqual(
    [
      "(commit message):3",
      `(object ${blob}):3`,
      "(tag message):3",
      "a.env:3",
      "born-in-merge.env:3",
      "c.env:3",
      "deep/b.env:3",
      "large.env:400003",
      `${repo.git("rev-parse", "HEAD")}:3`,
      "side.env:3",
      "tagged.env:3",
    ].sort(),
  );
});

test("a blob is searched under each of its names, and a file name is searched that a rename gave", () => {
  const secret = new Fake(3).password();
  const agent = `proxyConfiguration:\n  host: h\n  password: ${secret}\n`;
  repo.commit({ "notes.txt": agent });
  expect(found("--all-history")).toEqual([]);
  repo.commit({ "mule-agent.yml": agent });
  expect(found("--all-history")).toEqual(["mule-agent.yml:3"]);
  repo.git("mv", "notes.txt", `${mailEnv(1).id}.txt`);
  repo.commit({});
  const { stdout } = repo.keylatch("scan", "--all-history", "--format", "json");
  expect(stdout).toContain("(file name)");
});

test("what a range brings back of its base is not new", () => {
  const base = repo.commit({ "mail.env": text(1) });
  repo.commit({ "copy.env": text(1) });
  repo.commit({ "copy.env": text(2) });
  expect(found("--range", `${base}..HEAD`)).toEqual(["copy.env:3"]);
});

describe("the steps out of what HEAD does not lead to", () => {
  interface Step {
    readonly title: string;
    readonly command?: string;
  }

  function steps(): Step[] {
    const { findings } = JSON.parse(repo.keylatch("scan", "--all-history", "--format", "json").stdout);
    return findings[0]?.remediation.steps.filter(
      ({ command }: Step) => !/^\(?(?:umask|aws)/.test(command ?? ""),
    );
  }

  function paste(commands: readonly (string | undefined)[]): void {
    for (const command of commands)
      expect(repo.run("sh", ["-c", command ?? "exit 9"])).toMatchObject({ code: 0 });
  }

  const stash = (content: string, ...args: string[]) => {
    repo.write("readme.md", content);
    repo.git("stash", "push", "--quiet", ...args);
  };

  test("another branch is mended where it is, and the one that is checked out stays as it is", () => {
    repo.git("switch", "--quiet", "--create", "feature");
    repo.commit({ "one.txt": "1\n" });
    repo.commit({ "mail.env": text(21) });
    repo.commit({ "two.txt": "2\n" });
    repo.git("switch", "--quiet", "main");
    const main = repo.commit({ "main.txt": "m\n" });
    const [go, edit, fold] = steps();
    paste([go?.command]);
    repo.write("mail.env", "SES_SMTP_USER=\nSES_SMTP_PASS=\n");
    paste([edit?.command, fold?.command]);
    expect(found("--all-history")).toEqual([]);
    expect(repo.git("rev-parse", "main")).toBe(main);
    expect(repo.git("ls-tree", "--name-only", "feature").split("\n")).toEqual([
      "mail.env",
      "one.txt",
      "readme.md",
      "two.txt",
    ]);
  });

  test("a branch beside HEAD's is named for a later round, with no file of it in the commands", () => {
    repo.git("switch", "--quiet", "--create", "feature");
    repo.commit({ "feature.env": text(22) });
    repo.git("switch", "--quiet", "main");
    repo.commit({ "main.env": text(22) });
    const [amend, later] = steps();
    expect(later?.title).toBe("Then the same on feature");
    repo.write("main.env", "SES_SMTP_USER=\nSES_SMTP_PASS=\n");
    paste([amend?.command]);
    expect(found("--all-history")).toEqual(["feature.env:3"]);
  });

  test("a stash that git does not list is mended, and the branch stays as it is", () => {
    stash(text(25));
    repo.git("reflog", "delete", "stash@{0}");
    const main = repo.git("rev-parse", "main");
    const all = steps();
    const at = all.findIndex(({ title }) => title.includes("the value"));
    paste(all.slice(0, at).map(({ command }) => command));
    repo.write("readme.md", "clean\n");
    paste(all.slice(at).map(({ command }) => command));
    expect(found("--all-history")).toEqual([]);
    expect(repo.git("rev-parse", "main")).toBe(main);
    expect(repo.git("show", "refs/stash:readme.md")).toBe("clean");
  });

  test("a branch with a key in its name is not left on the old commit: a name is to be filled in", () => {
    const secret = new Fake(14).secretAccessKey().replace(/[+/]/g, "k");
    const name = `aws_secret_access_key=${secret}`;
    repo.git("switch", "--quiet", "--create", name);
    repo.commit({ "0.env": text(24) });
    repo.git("switch", "--quiet", "main");
    const { findings } = JSON.parse(repo.keylatch("scan", "--all-history", "--format", "json").stdout);
    const { remediation } = findings.find(({ path }: { path: string }) => path === "0.env");
    const [go, edit, move] = remediation.steps;
    paste([go.command]);
    repo.write("0.env", "SES_SMTP_USER=\nSES_SMTP_PASS=\n");
    paste([edit.command, move.command.replace("NAME", name)]);
    expect(found("--all-history")).toEqual(["(branch name):1"]);
    expect(repo.git("branch", "--show-current")).toBe("main");
  });

  test("the stashes that have it are deleted, however old, and no others", () => {
    for (const content of ["one\n", text(23), "two\n", `${text(23)}# more\n`, "three\n"]) stash(content);
    const all = steps();
    expect(all.map(({ command }) => command)).toEqual([
      "git stash drop 'stash@{3}'",
      "git stash drop 'stash@{1}'",
    ]);
    expect(all[0]?.title).toContain("No push sends the stash");
    paste(all.map(({ command }) => command));
    expect(found("--all-history")).toEqual([]);
    const left = repo.git("stash", "list").split("\n");
    const added = left.map(
      (_, index) => /^\+(\w+)$/m.exec(repo.git("stash", "show", "-p", `stash@{${index}}`))?.[1],
    );
    expect(added).toEqual(["three", "two", "one"]);
  });

  test("a stash whose message has it is deleted", () => {
    stash("one\n", "--message", text(25));
    const [drop, ...others] = steps();
    expect(others).toEqual([]);
    paste([drop?.command]);
    expect(found("--all-history")).toEqual([]);
  });

  test.each([
    ["the newest commit", []],
    ["an older commit", ["more.txt"]],
  ])("a ref of one's own that has it is moved to what was repaired: %s", (_, later) => {
    repo.git("switch", "--quiet", "--detach");
    repo.commit({ "mail.env": text(26) });
    for (const path of later) repo.commit({ [path]: "x\n" });
    repo.git("update-ref", "refs/custom/x", "HEAD");
    repo.git("switch", "--quiet", "main");
    const [go, ...then] = steps();
    paste([go?.command]);
    repo.write("mail.env", "SES_SMTP_USER=\nSES_SMTP_PASS=\n");
    paste(then.flatMap(({ title, command }) => (title.startsWith("If ") ? [] : [command])));
    expect(found("--all-history")).toEqual([]);
    expect(repo.git("branch", "--show-current")).toBe("main");
    expect(repo.git("ls-tree", "--name-only", "refs/custom/x").split("\n")).toEqual([
      "mail.env",
      ...later,
      "readme.md",
    ]);
  });

  test("a tag on a commit whose message has it is moved", () => {
    repo.git("switch", "--quiet", "--detach");
    repo.commit({ "a.txt": "a\n" }, text(27));
    repo.git("tag", "v1");
    repo.git("switch", "--quiet", "main");
    const [go, amend, move] = steps();
    paste([go?.command, `${amend?.command} --message clean`, move?.command]);
    expect(found("--all-history")).toEqual([]);
    expect(repo.git("branch", "--show-current")).toBe("main");
  });

  test("notes that have it are removed with their history, beside a commit that has it too", () => {
    repo.commit({ "mail.env": text(28) });
    for (const commit of ["HEAD", "HEAD~1"]) repo.git("notes", "add", "--message", text(28), commit);
    const [amend, ...notes] = steps();
    repo.write("mail.env", "SES_SMTP_USER=\nSES_SMTP_PASS=\n");
    paste([amend, ...notes].map((step) => step?.command));
    expect(found("--all-history")).toEqual([]);
  });
});

describe("what is missing is named", () => {
  const expectMissing = ({ code, stdout, stderr }: Outcome, oid: string) => {
    expect(stderr.replace(/\s+/g, " ")).toContain(`object ${oid} is missing`);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  };

  beforeEach(() => {
    repo.commit({ "src/a.txt": "one\n" });
    repo.commit({ "src/a.txt": "two\n" });
  });

  test.each(["HEAD~1:src/a.txt", "HEAD~1:src"])("%s", (name) => {
    const oid = lose(name);
    expectMissing(repo.keylatch("scan", "--all-history"), oid);
    const input = `refs/heads/main ${repo.git("rev-parse", "HEAD")} refs/heads/main ${NONE}\n`;
    const bin = join(process.env.KEYLATCH_TEST_PACKAGE as string, "node_modules/keylatch/dist/keylatch.cjs");
    expectMissing(repo.run(process.execPath, [bin, "pre-push", "x", "y"], { input }), oid);
  });

  test("a commit", () => {
    lose("HEAD~1");
    expect(repo.keylatch("scan", "--all-history").code).toBe(2);
  });
});
