import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mailEnv } from "../helpers/keys.ts";
import { keylatchBin, type Outcome, TestRepo } from "../helpers/repo.ts";

const { text: leak, id, secret } = mailEnv(11);
const { text: otherLeak } = mailEnv(12);
const REASON = "MAIL-212: sandbox, key deleted on 20 Nov";

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
});
afterEach(() => repo.remove());

function override(reason: string, ...args: string[]): Outcome {
  return repo.run("git", ["-c", `keylatch.override=${reason}`, "commit", "--message", "work", ...args]);
}

function recordsInCommit(): string[] {
  return repo.git("ls-tree", "-r", "--name-only", "HEAD", ".keylatch/overrides/").split("\n").filter(Boolean);
}

/** The record is in the commit, and nothing of it is left over. */
function expectRecorded(outcome: Outcome): void {
  expect(outcome.stderr).toContain("commit goes on");
  expect(outcome.code).toBe(0);
  expect(recordsInCommit()).toHaveLength(1);
  expect(repo.git("status", "--porcelain", "--", ".keylatch")).toBe("");
}

describe("an override lets a commit through and its record is in it", () => {
  test("plain", () => {
    repo.write("mail.env", leak);
    repo.git("add", ".");
    const outcome = override(REASON);
    expectRecorded(outcome);
    const path = recordsInCommit()[0] as string;
    const record = JSON.parse(repo.git("show", `HEAD:${path}`));
    expect(record).toMatchObject({
      version: 1,
      reason: REASON,
      by: { name: "Robin Doe", email: "robin@example.com" },
      actor: "person",
      findings: expect.arrayContaining([
        expect.objectContaining({ detector: "aws-ses-smtp-password", path: "mail.env", identifier: id }),
      ]),
    });
    expect(JSON.stringify(record)).not.toContain(secret);
    expect(outcome.stderr).toContain(path);
    expect(outcome.stderr).not.toContain(secret);
  });

  test("from the environment", () => {
    repo.write("mail.env", leak);
    repo.git("add", ".");
    const env = { KEYLATCH_OVERRIDE: REASON };
    expectRecorded(repo.run("git", ["commit", "--message", "work"], { env }));
  });

  test("with -a", () => {
    repo.write("readme.md", leak);
    expectRecorded(override(REASON, "-a"));
  });

  test("with a path, and the next commit leaves the record alone", () => {
    repo.write("readme.md", leak);
    expectRecorded(override(REASON, "readme.md"));
    repo.write("other.txt", "x\n");
    repo.git("add", "other.txt");
    repo.git("commit", "--quiet", "--message", "next");
    expect(recordsInCommit()).toHaveLength(1);
  });

  test("with --amend", () => {
    repo.write("mail.env", leak);
    repo.git("add", ".");
    expectRecorded(override(REASON, "--amend"));
  });

  test("with --amend and a path", () => {
    repo.write("readme.md", leak);
    expectRecorded(override(REASON, "--amend", "readme.md"));
  });

  test("when .gitignore matches the record", () => {
    repo.commit({ ".gitignore": "node_modules\n*.json\n.keylatch/\n" });
    repo.write("mail.env", leak);
    repo.git("add", ".");
    expectRecorded(override(REASON));
  });

  describe.each([
    ["*.json filter=lfs diff=lfs merge=lfs -text"],
    ["*.json text eol=crlf"],
    ["/.keylatch/overrides/* ident working-tree-encoding=UTF-16"],
  ])("with %s in .gitattributes", (attributes) => {
    const pointer = "version https://git-lfs.github.com/spec/v1";
    const record = () => repo.git("show", `HEAD:${recordsInCommit()[0]}`);
    /** What is committed of all files stays as it is. */
    function expectSettled(): void {
      expect(repo.git("status", "--porcelain", "--", ".keylatch")).toBe("");
      expect(JSON.parse(record()).reason).toBe(REASON);
      repo.write("readme.md", "more\n");
      repo.git("commit", "--quiet", "--all", "--no-verify", "--message", "next");
      expect(JSON.parse(record()).reason).toBe(REASON);
      expect(repo.keylatch("audit", "verify", "--range", "HEAD~2..HEAD").code).toBe(0);
    }

    beforeEach(() => {
      // An LFS that is not there but for its filter.
      repo.git("config", "filter.lfs.clean", `sh -c 'cat >/dev/null; echo ${pointer}'`);
      repo.commit({ ".gitattributes": `${attributes}\n.keylatch/config.json -filter\n` });
      repo.write("mail.env", leak);
    });

    test("at a commit", () => {
      repo.git("add", "mail.env");
      expectRecorded(override(REASON));
      expectSettled();
    });

    test("at a commit of a path", () => {
      repo.git("add", "--intent-to-add", "mail.env");
      expectRecorded(override(REASON, "mail.env"));
      expectSettled();
    });

    test.each([".", "src"])("by the command that is printed, from %s", (folder) => {
      repo.commit({ "src/a": "a\n" });
      const add = [keylatchBin(), "override", "add", "--all", "--reason", REASON];
      const { stdout } = repo.run(process.execPath, add, { cwd: join(repo.dir, folder) });
      const [command = ""] = /git add -- (?:[^\n]|\\\n)*(?=&& git commit)/.exec(stdout) ?? [];
      expect(repo.run("sh", ["-c", command.replace(/&&\s*$/, "")]).code).toBe(0);
      repo.git("commit", "--quiet", "--no-verify", "--message", "record");
      expectSettled();
    });
  });

  test("in a merge", () => {
    repo.git("switch", "--quiet", "--create", "side");
    repo.commit({ "readme.md": "side\n" });
    repo.git("switch", "--quiet", "main");
    repo.commit({ "readme.md": "main\n" });
    repo.run("git", ["merge", "side"]);
    repo.write("readme.md", leak);
    repo.git("add", ".");
    expectRecorded(override(REASON));
  });

  test("in the first commit of a repository, with its salt", () => {
    const fresh = new TestRepo();
    fresh.linkPackage();
    fresh.keylatch("init");
    fresh.write("mail.env", leak);
    fresh.git("add", "mail.env");
    const outcome = fresh.run("git", ["-c", `keylatch.override=${REASON}`, "commit", "--message", "first"]);
    expect(outcome.code).toBe(0);
    expect(fresh.git("ls-tree", "-r", "--name-only", "HEAD")).toContain(".keylatch/salt");
    expect(fresh.git("ls-tree", "-r", "--name-only", "HEAD")).toContain(".keylatch/overrides/");
    fresh.remove();
  });

  test("without a salt of its own one is made and committed, and the record still counts later", () => {
    repo.git("rm", "--quiet", ".keylatch/salt");
    repo.commit({});
    repo.write("mail.env", leak);
    repo.git("add", "mail.env");
    expectRecorded(override(REASON));
    expect(repo.git("ls-tree", "-r", "--name-only", "HEAD")).toContain(".keylatch/salt");
    expect(repo.keylatch("audit", "verify", "--range", "HEAD~1..HEAD").code).toBe(0);
  });

  const branches = (...names: string[]) => {
    for (const name of names) {
      repo.git("switch", "--quiet", "--create", name, "main");
      repo.commit({ [`${name}.txt`]: "x\n" });
    }
    repo.git("switch", "--quiet", "main");
  };

  /** Prepares a merge of branches, with the change of the test on top. */
  const merging = (...names: string[]) => {
    repo.git("stash");
    branches(...names);
    repo.run("git", ["merge", "--no-commit", "--no-ff", ...names]);
    repo.git("stash", "pop");
    repo.git("add", "readme.md");
  };
  const nothing = () => undefined;

  test.each<[string, () => unknown, string[], object]>([
    ["with -i", nothing, ["commit", "-m", "w", "-i", "readme.md"], {}],
    ["with -p", nothing, ["commit", "-m", "w", "-p"], { input: "y\n" }],
    ["with a path in a subfolder", nothing, ["-C", ".husky", "commit", "-m", "w", "../readme.md"], {}],
    [
      "in a split index",
      () => repo.git("update-index", "--split-index"),
      ["commit", "-m", "w", "readme.md"],
      {},
    ],
    [
      "in an index of version 4",
      () => repo.git("update-index", "--index-version", "4"),
      ["commit", "-am", "w"],
      {},
    ],
    ["with autocrlf", () => repo.git("config", "core.autocrlf", "true"), ["commit", "-am", "w"], {}],
    ["in an octopus", () => merging("a", "b"), ["commit", "-m", "w"], {}],
    [
      "in a merge that is continued",
      () => merging("a"),
      ["merge", "--continue"],
      { env: { GIT_EDITOR: "true" } },
    ],
  ])("%s, and the next commit leaves the record alone", (_, prepare, args, options) => {
    repo.write("readme.md", leak);
    prepare();
    expectRecorded(repo.run("git", ["-c", `keylatch.override=${REASON}`, ...args], options));
    repo.write("other.txt", "x\n");
    repo.git("add", "other.txt");
    repo.git("commit", "--quiet", "--message", "next");
    expect(recordsInCommit()).toHaveLength(1);
  });

  test("in a linked worktree", () => {
    // It stands elsewhere than what it was copied from.
    repo.run(process.execPath, [keylatchBin(), "init"]);
    const tree = join(repo.base, "tree");
    repo.git("worktree", "add", "--quiet", tree);
    writeFileSync(join(tree, "readme.md"), leak);
    const outcome = repo.run(
      "git",
      ["-c", `keylatch.override=${REASON}`, "commit", "--message", "w", "readme.md"],
      {
        cwd: tree,
      },
    );
    expect(outcome.code).toBe(0);
    const status = repo.run("git", ["status", "--porcelain"], { cwd: tree });
    expect(status.stdout).toBe("");
    expect(repo.git("ls-tree", "-r", "--name-only", "tree")).toContain(".keylatch/overrides/");
  });
});

describe("a merge that git commits by itself takes no record", () => {
  const merge = (...args: string[]) =>
    repo.run("git", ["-c", `keylatch.override=${REASON}`, "merge", "--no-edit", ...args, "side"]);
  beforeEach(() => {
    repo.commit({ ".husky/pre-merge-commit": repo.git("show", "HEAD:.husky/pre-commit") });
    repo.git("switch", "--quiet", "--create", "side");
    repo.commit({ "mail.env": leak });
    repo.git("switch", "--quiet", "main");
    repo.commit({ "main.txt": "main\n" });
  });

  test("what the other branch has is not new", () => {
    expect(merge()).toMatchObject({ code: 0, stderr: "" });
    expect(recordsInCommit()).toEqual([]);
    expect(repo.git("status", "--porcelain", "--", ".keylatch")).toBe("");
  });

  test("what only the merge has is blocked, and the way out works", () => {
    // Another hook puts something into the merge.
    repo.write("born.env", otherLeak);
    const hook = repo.git("show", "HEAD:.husky/pre-commit");
    repo.write(".husky/pre-merge-commit", `git add born.env\n${hook}\n`);
    const refused = merge();
    expect(refused.stderr.replace(/\s+/g, " ")).toContain(
      "use git merge --no-commit, then git commit with the override",
    );
    expect(refused.code).not.toBe(0);
    expect(existsSync(join(repo.dir, ".keylatch/overrides"))).toBe(false);
    repo.git("merge", "--abort");
    repo.run("git", ["merge", "--no-commit", "side"]);
    repo.write("born.env", otherLeak);
    repo.git("add", "born.env");
    expectRecorded(override(REASON));
  });
});

describe("no reason, no pass", () => {
  beforeEach(() => {
    repo.write("mail.env", leak);
    repo.git("add", ".");
  });

  test.each([
    ["an empty one", ""],
    ["blanks", "          "],
    ["invisible characters", "\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b"],
    ["true", "true"],
    ["1", "1"],
    ["yes", "yes"],
    ["a short one", "because"],
    ["one character over and over", "xxxxxxxxxxxxx"],
    ["the example of the report", "TICKET: reason"],
    ["the secret itself", `it is only ${secret}`],
  ])("%s", (_, reason) => {
    const outcome = override(reason);
    expect(outcome.code).toBe(1);
    expect(outcome.stderr).toContain("override refused");
    expect(outcome.stderr).not.toContain(secret);
    expect(existsSync(join(repo.dir, ".keylatch/overrides"))).toBe(false);
  });

  test("one that stands in a configuration file", () => {
    repo.git("config", "keylatch.override", REASON);
    const outcome = repo.run("git", ["commit", "--message", "work"]);
    expect(outcome.code).toBe(1);
    expect(outcome.stderr.replace(/\s+/g, " ")).toContain(
      "override refused: keylatch.override is set in a configuration",
    );
  });

  test("one that stands in a file that a command or a variable names", () => {
    const file = join(repo.base, "included");
    writeFileSync(file, `[keylatch]\n\toverride = ${REASON}\n`);
    const included = repo.run("git", ["-c", `include.path=${file}`, "commit", "--message", "work"]);
    expect(included.stderr.replace(/\s+/g, " ")).toContain("in a configuration file (include.path)");
    expect(included.code).toBe(1);
    expect(repo.run("git", ["commit", "--message", "work"], { env: { GIT_CONFIG: file } }).code).toBe(1);
    expect(existsSync(join(repo.dir, ".keylatch/overrides"))).toBe(false);
  });

  test("one of a committer who is named like the secret", () => {
    const args = ["-c", `keylatch.override=${REASON}`, "commit", "--message", "work"];
    for (const name of ["GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"]) {
      const outcome = repo.run("git", args, { env: { [name]: secret } });
      expect(outcome.stderr.replace(/\s+/g, " ")).toContain(
        "the committer's name or address contains a secret",
      );
      expect(outcome.stderr).not.toContain(secret);
      expect(outcome.code).toBe(1);
    }
    expect(existsSync(join(repo.dir, ".keylatch/overrides"))).toBe(false);
  });

  test("but a committer may be named like a password that somebody chose", () => {
    repo.write("mail.env", "ANYPOINT_USERNAME=jane\nANYPOINT_PASSWORD=Rivermouth77\n");
    repo.git("add", "mail.env");
    const args = ["-c", `keylatch.override=${REASON}`, "commit", "--message", "work"];
    const email = "jane@Rivermouth77.example";
    expect(repo.run("git", args, { env: { GIT_COMMITTER_EMAIL: email } }).stderr).toContain("commit goes on");
  });

  test("one that does not match reasonPattern", () => {
    repo.write(".keylatch/config.json", JSON.stringify({ override: { reasonPattern: "^[A-Z]+-\\d+" } }));
    repo.git("add", ".");
    expect(override("we really need this").code).toBe(1);
    expect(override("OPS-1 we really need this").code).toBe(0);
  });

  test("one of an AI agent, unless the configuration allows it", () => {
    const commit = () =>
      repo.run("git", ["commit", "-m", "w"], { env: { KEYLATCH_OVERRIDE: REASON, CLAUDECODE: "1" } });
    const refused = commit();
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("AI agents may not override");
    expect(refused.stderr).not.toContain("keylatch.override=");
    repo.write(".keylatch/config.json", JSON.stringify({ override: { agents: "allow" } }));
    repo.git("add", ".");
    expect(commit().code).toBe(0);
    expect(repo.git("show", `HEAD:${recordsInCommit()[0]}`)).toContain('"actor": "agent"');
  });
});

test("a record covers its finding at its path, and nothing else", () => {
  repo.write("mail.env", leak);
  repo.git("add", ".");
  expect(override(REASON).code).toBe(0);
  repo.git("rm", "--quiet", "mail.env");
  repo.git("commit", "--quiet", "-m", "away");
  repo.write("mail.env", leak);
  repo.git("add", ".");
  expect(repo.run("git", ["commit", "-m", "back"]).code).toBe(0);
  repo.write("elsewhere.env", leak);
  repo.git("add", ".");
  expect(repo.run("git", ["commit", "-m", "copy"]).code).toBe(1);
  repo.git("rm", "--quiet", "--cached", "elsewhere.env");
  repo.write("mail.env", otherLeak);
  repo.git("add", "mail.env");
  expect(repo.run("git", ["commit", "-m", "other"]).code).toBe(1);
});

describe("a commit that deletes a record", () => {
  const says = "is deleted here, but what it let through is still there";
  const commit = () => {
    const { code, stderr } = repo.run("git", ["commit", "--message", "tidy up"]);
    expect(code).toBe(0);
    return stderr.replace(/\s+/g, " ");
  };
  let path: string;
  beforeEach(() => {
    repo.write("mail.env", leak);
    repo.git("add", ".");
    expectRecorded(override(REASON));
    [path] = recordsInCommit() as [string];
    repo.git("rm", "--quiet", path);
  });

  test("is told that the key still stands", () => {
    const told = commit();
    expect(told).toContain(`${path} ${says}`);
    expect(told).not.toContain(secret);
  });

  test.each([
    ["its file", () => repo.git("rm", "--quiet", "mail.env")],
    [
      "the key",
      () => {
        repo.write("mail.env", "SES_SMTP_PASS=\n");
        repo.git("add", "mail.env");
      },
    ],
  ])("is told nothing when %s goes too", (_, remove) => {
    remove();
    expect(commit()).not.toContain(says);
  });

  test("is told nothing when another record has all of it", () => {
    repo.git("rm", "--quiet", "--cached", "mail.env");
    repo.git("commit", "--quiet", "--no-verify", "--message", "without");
    repo.git("add", "mail.env");
    expectRecorded(override(`${REASON}, again`));
    repo.git("checkout", "--quiet", "HEAD~2", "--", path);
    repo.git("commit", "--quiet", "--no-verify", "--message", "two records");
    repo.git("rm", "--quiet", path);
    expect(commit()).not.toContain(says);
  });
});

test("a record that was edited does not count, and is named", () => {
  repo.write("mail.env", leak);
  repo.git("add", ".");
  override(REASON);
  const [path] = recordsInCommit() as [string];
  const text = readFileSync(join(repo.dir, path), "utf8");
  repo.write(path, text.replace("sandbox", "nothing"));
  repo.git("rm", "--quiet", "mail.env");
  repo.git("commit", "-qam", "edit");
  repo.write("mail.env", leak);
  repo.git("add", ".");
  const outcome = repo.run("git", ["commit", "-m", "again"]);
  expect(outcome.code).toBe(1);
  expect(outcome.stderr).toContain(path);
  expect(outcome.stderr.replace(/\s+/g, " ")).toContain("edited after keylatch wrote it");
});

test.each([[[]], [["-a"]], [["readme.md"]]])(
  "an aborted try with %j leaves a record that the second try uses",
  (args) => {
    repo.write(".husky/commit-msg", "exit 1\n");
    repo.write("readme.md", leak);
    repo.git("add", "readme.md");
    expect(override(REASON, ...args).code).toBe(1);
    repo.write(".husky/commit-msg", "exit 0\n");
    expectRecorded(override(REASON, ...args));
    expect(readdirSync(join(repo.dir, ".keylatch/overrides"))).toHaveLength(1);
  },
);

test("a comment with a reason allows the finding on its line", () => {
  repo.write("mail.env", leak.replace(`${secret}\n`, `${secret} # keylatch:allow used up test account\n`));
  repo.git("add", ".");
  const outcome = repo.run("git", ["commit", "-m", "work"]);
  // The key id on the line before still counts.
  expect(outcome.stderr).toContain("used up test account");
  const audit = repo.keylatch("audit");
  expect(audit.code).toBe(0);
});
