import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Fake } from "../../detectors/fake.ts";
import { TestRepo } from "../helpers/repo.ts";
import { runMain } from "../helpers/runMain.ts";

// Every situation is made with git, the hook is asked, and what it prints is pasted into a shell, in order.

const fake = new Fake(64);
const [FIRST, SECOND] = [fake.smtpPassword(), fake.smtpPassword()];
const NULL = "0".repeat(40);
const env = (secret: string, more = "") => `SES_SMTP_PASSWORD=${secret}\n${more}`;
/** So many lines that changes above and below are two for git. */
const LATER = "A=1\nB=1\nC=1\nD=1\nE=1\nF=1\nG=1\nH=1\n";
const ODD = [
  "with space.env",
  "it's.env",
  "$HOME.env",
  '"q".env',
  "new\nline.env",
  "-dash.env",
  "*.env",
  "\u202eevil.env",
];

interface Step {
  title: string;
  command?: string;
}

interface Situation {
  readonly name: string;
  /** Ends with the secret staged, or committed without hooks. */
  make(repo: TestRepo): void;
  /** Where the person stands; the top. */
  readonly cwd?: string;
  /** What is pushed; the branch that is checked out. */
  readonly push?: string;
  /** What the person types where git asks. */
  readonly typed?: string;
  /** The work is done when this is true, too. */
  check?(repo: TestRepo): void;
}

let repo: TestRepo;
beforeEach(() => {
  repo = new TestRepo();
  // Messages are written by this one: what stands there, without a secret.
  const editor = join(repo.base, "editor.sh");
  const script = [
    "#!/bin/sh",
    `sed -i.bak 's|B[A-P][A-Za-z0-9+/]\\{42\\}|clean|g' "$1"`,
    `[ -n "$(head -n 1 "$1")" ] || { echo message; cat "$1"; } > "$1.new" && [ -s "$1.new" ] && mv "$1.new" "$1"`,
    "exit 0",
  ];
  writeFileSync(editor, script.join("\n"), { mode: 0o755 });
  repo.git("config", "core.editor", editor);
});
afterEach(() => repo.remove());

/** The steps that the hook prints for the first finding. */
async function steps(hook: "commit" | "push", { cwd = ".", push = "HEAD" }: Situation): Promise<Step[]> {
  const prefix = cwd === "." ? "" : `${cwd}/`;
  const { code, stderr } =
    hook === "commit"
      ? await runMain(repo, ["pre-commit", "--format", "json"], { env: { GIT_PREFIX: prefix } })
      : await runMain(repo, ["pre-push", "origin", "x", "--format", "json"], {
          env: { GIT_PREFIX: prefix },
          input: `${ref(push)} ${repo.git("rev-parse", push)} ${ref(push)} ${NULL}\n`,
        });
  expect(code).toBe(1);
  return JSON.parse(stderr).findings[0].remediation.steps;
}

function ref(name: string): string {
  return repo.git("rev-parse", "--symbolic-full-name", name);
}

/** Takes the secrets out of every file, as the person is told to. */
function edit(): void {
  for (const path of repo.git("ls-files", "-z", "--cached", "--others").split("\0")) {
    const full = join(repo.dir, path);
    if (path === "" || !existsSync(full)) continue;
    const text = readFileSync(full, "utf8");
    const clean = text.replaceAll(FIRST, "").replaceAll(SECOND, "");
    if (clean !== text) writeFileSync(full, clean);
  }
}

function paste(command: string, cwd: string, input = ""): number | null {
  const { code, stdout, stderr } = repo.run("bash", ["-c", command], { cwd: join(repo.dir, cwd), input });
  // What git says when a rebase stops where it should; at a conflict, or with nothing left, the next step goes on.
  if (code !== 0 && !/^Could not apply/m.test(stderr)) throw new Error(`${command}\n${stdout}${stderr}`);
  return code;
}

function follow(all: readonly Step[], cwd = ".", typed = ""): void {
  for (const { title, command } of all) {
    if (command === undefined || !/^(?:git|ln) /.test(command)) continue;
    if (title.startsWith("If ") && !existsSync(join(repo.dir, ".git/rebase-merge"))) continue;
    if (/in its place|in place of|come from the|empty there|placeholder/.test(title)) edit();
    const again = title.startsWith("Each time");
    paste(command, cwd, typed);
    while (again && existsSync(join(repo.dir, ".git/rebase-merge"))) {
      edit();
      paste(command, cwd);
    }
  }
}

/** No commit of the history that would be pushed holds a secret any more. */
function expectClean(tip: string): void {
  const objects = repo.git("rev-list", "--objects", tip).split("\n");
  for (const line of objects) {
    const oid = line.slice(0, 40);
    expect(repo.git("cat-file", "-p", oid)).not.toContain(FIRST);
    expect(repo.git("cat-file", "-p", oid)).not.toContain(SECOND);
  }
}

function several(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`app ${n}/mail.env`, env(FIRST)]));
}

const staged: Situation[] = [
  { name: "the first commit", make: (repo) => stage(repo, "mail.env", env(FIRST)) },
  {
    name: "the first commit, and the file has changed since",
    make(repo) {
      stage(repo, "mail.env", env(FIRST));
      repo.write("mail.env", env(FIRST, "MORE=1\n"));
    },
    typed: "y\n",
  },
  {
    name: "a later commit",
    make(repo) {
      repo.commit({ "mail.env": env("") });
      stage(repo, "mail.env", env(FIRST, "MORE=1\n"));
    },
  },
  {
    name: "a subfolder",
    cwd: "sub dir",
    make(repo) {
      repo.commit({ "sub dir/readme": "x" });
      stage(repo, "config/mail.env", env(FIRST));
    },
  },
  {
    name: "a file called _app.env, from a subfolder",
    cwd: "sub",
    make(repo) {
      repo.commit({ "sub/readme": "x" });
      stage(repo, "_app.env", env(FIRST));
    },
  },
  ...[ODD.slice(0, 4), ODD.slice(4)].map((names) => ({
    name: `files called ${JSON.stringify(names)}`,
    make(repo: TestRepo) {
      repo.commit({ readme: "x", "other.env": "A=1\n" });
      for (const name of names) stage(repo, name, env(FIRST));
    },
    check: (repo: TestRepo) => expect(repo.git("status", "--porcelain")).toBe(""),
  })),
  {
    name: "20 files",
    make(repo) {
      repo.commit({ a: "1" });
      repo.stage(several(20));
      repo.write("a", "2");
    },
    check: (repo) => expect(repo.git("status", "--porcelain")).toBe(" M a"),
  },
  {
    name: "30 files, and files of values that git should ignore",
    make(repo) {
      repo.commit({ ".gitignore": "node_modules\n" });
      repo.stage({ ...several(30), ".env": env(FIRST), "b/.env": env(FIRST) });
    },
    check: (repo) => expect(repo.git("ls-files").split("\n")).toHaveLength(31),
  },
  {
    name: "a file that is deleted in the work tree",
    make(repo) {
      repo.commit({ readme: "x" });
      stage(repo, "mail.env", env(FIRST));
      stage(repo, "other.txt", "other\n");
      rmSync(join(repo.dir, "mail.env"));
    },
  },
  ...[{ name: "a file" }, { name: "a new file", isNew: true }].map(({ name, isNew = false }) => ({
    name: `${name} of which only a part is staged`,
    make(repo: TestRepo) {
      repo.commit({ a: "1", ...(isNew ? {} : { "mail.env": LATER }) });
      stage(repo, "mail.env", env(FIRST, LATER));
      repo.write("mail.env", env(FIRST, `${LATER}UNREADY=1\n`));
    },
    typed: "y\nn\n",
    check(repo: TestRepo) {
      expect(repo.git("show", "HEAD:mail.env")).not.toContain("UNREADY");
      expect(readFileSync(join(repo.dir, "mail.env"), "utf8")).toBe(env("", `${LATER}UNREADY=1\n`));
    },
  })),
  {
    name: "a file of values and another one, and both have changed since",
    make(repo) {
      repo.commit({ readme: "x", ".gitignore": "node_modules\n" });
      stage(repo, ".env", env(FIRST));
      stage(repo, "mail.properties", `mail.password=${FIRST}\n`);
      repo.write(".env", env(FIRST, "MORE=1\n"));
      repo.write("mail.properties", `mail.password=${FIRST}\nmore=1\n`);
    },
    typed: "y\n",
    check: (repo) => expect(repo.git("ls-files")).toBe(".gitignore\nmail.properties\nreadme"),
  },
  {
    name: "a file that was mended already, but not staged again",
    make(repo) {
      repo.commit({ a: "1" });
      stage(repo, "mail.env", env(FIRST));
      repo.write("mail.env", env("", "MORE=1\n"));
    },
    check: (repo) => expect(repo.git("status", "--porcelain")).toBe(""),
  },
  {
    name: "a file that is renamed",
    make(repo) {
      repo.commit({ "old.env": env("", "LONG=1\nENOUGH=1\nTO=1\nBE=1\nA=1\nRENAME=1\n") });
      repo.git("mv", "old.env", "new.env");
      stage(repo, "new.env", env(FIRST, "LONG=1\nENOUGH=1\nTO=1\nBE=1\nA=1\nRENAME=1\n"));
    },
    check: (repo) => expect(repo.git("show", "--name-status", "--format=", "HEAD")).toContain("R"),
  },
  {
    name: "a file of values and a file that refers to one",
    make(repo) {
      repo.commit({ readme: "x", ".gitignore": "node_modules\n" });
      stage(repo, ".env", env(FIRST));
      stage(repo, "mail.properties", `mail.password=${FIRST}\n`);
    },
    check(repo) {
      expect(readFileSync(join(repo.dir, ".env"), "utf8")).toContain("PASSWORD");
      expect(repo.git("ls-files")).toBe(".gitignore\nmail.properties\nreadme");
    },
  },
  {
    name: "a merge",
    make(repo) {
      openMerge(repo);
      stage(repo, "mail.env", env(FIRST));
    },
    check: (repo) =>
      expect(repo.git("rev-list", "--parents", "--no-walk", "HEAD").split(" ")).toHaveLength(3),
  },
];

describe.each(staged)("a commit is blocked: $name", (situation) => {
  test("the printed commands lead to a clean commit", async () => {
    situation.make(repo);
    follow(await steps("commit", situation), situation.cwd, situation.typed);
    expectClean("HEAD");
    expect((await runMain(repo, ["scan", "--staged"])).code).toBe(0);
    situation.check?.(repo);
  });
});

function stillStaged(repo: TestRepo): void {
  expect(repo.git("status", "--porcelain")).toBe("A  unready");
}

const pushed: Situation[] = [
  { name: "the only commit", make: (repo) => void repo.commit({ "mail.env": env(FIRST) }) },
  {
    name: "the newest commit, of which nothing is left",
    make(repo) {
      repo.commit({ a: "1" });
      repo.commit({ "mail.env": env(FIRST) });
      rmSync(join(repo.dir, "mail.env"));
    },
  },
  {
    name: "an older commit",
    make(repo) {
      repo.commit({ a: "1" });
      repo.commit({ "mail.env": env(FIRST), b: "1" });
      repo.commit({ c: "1" });
    },
    check: (repo) => expect(repo.git("rev-list", "--count", "HEAD")).toBe("3"),
  },
  ...[6, 30].map((count) => ({
    name: `the newest commit, ${count} files`,
    make: (repo: TestRepo) => void repo.commit(several(count)),
    check: (repo: TestRepo) => expect(repo.git("ls-files").split("\n")).toHaveLength(count),
  })),
  ...[6, 30].map((count) => ({
    name: `an older commit, ${count} files`,
    make(repo: TestRepo) {
      repo.commit({ a: "1" });
      repo.commit(several(count));
      repo.commit({ c: "1" });
    },
    check: (repo: TestRepo) => expect(repo.git("rev-list", "--count", "HEAD")).toBe("3"),
  })),
  {
    name: "the newest commit, with something else staged",
    make(repo) {
      repo.commit({ "mail.env": env(FIRST) });
      stage(repo, "unready", "x");
    },
    check: stillStaged,
  },
  {
    name: "an older commit, with something else staged",
    make(repo) {
      repo.commit({ a: "1" });
      repo.commit({ "mail.env": env(FIRST), b: "1" });
      repo.commit({ c: "1" });
      stage(repo, "unready", "x");
    },
    check: stillStaged,
  },
  ...[".git/hooks", "hooks_", ".husky/_"].map((folder) => ({
    name: `an older commit, where a hook in ${folder} wants a ticket in every message`,
    make(repo: TestRepo) {
      repo.commit({ a: "1" }, "T-1 a");
      repo.commit({ "mail.env": env(FIRST) }, "T-2 b");
      repo.commit({ c: "1" }, "T-3 c");
      const hook = join(repo.dir, folder, "commit-msg");
      repo.git("config", "core.hooksPath", folder);
      mkdirSync(dirname(hook), { recursive: true });
      writeFileSync(hook, '#!/bin/sh\ngrep -q "^T-" "$1"\n', { mode: 0o755 });
      if (folder === ".husky/_") writeFileSync(join(hook, "../../commit-msg"), "exit 0\n");
    },
    check: (repo: TestRepo) => expect(repo.git("log", "--format=%s")).toBe("T-3 c\nT-2 b\nT-1 a"),
  })),
  {
    name: "an older commit, of which nothing is left",
    make(repo) {
      repo.commit({ "mail.env": env("") }, "a");
      repo.commit({ "mail.env": env(FIRST) }, "b");
      repo.commit({ c: "1" }, "c");
    },
    check: (repo) => expect(repo.git("log", "--format=%s")).toBe("c\nb\na"),
  },
  ...["newest", "older"].map((which) => ({
    name: `the ${which} commit, whose file is being changed`,
    make(repo: TestRepo) {
      repo.commit({ a: "1" });
      repo.commit({ "mail.env": env(FIRST, LATER) });
      if (which === "older") repo.commit({ b: "1" });
      repo.write("mail.env", env(FIRST, `${LATER}UNREADY=1\n`));
    },
    check(repo: TestRepo) {
      expect(repo.git("show", "HEAD:mail.env")).not.toContain("UNREADY");
      expect(readFileSync(join(repo.dir, "mail.env"), "utf8")).toBe(env("", `${LATER}UNREADY=1\n`));
    },
  })),
  {
    name: "an older commit, and a later one takes the secret out",
    make(repo) {
      repo.commit({ a: "1" });
      repo.commit({ "mail.env": env(FIRST) });
      repo.commit({ "mail.env": env("") });
      repo.commit({ c: "1" });
    },
    check: (repo) => expect(repo.git("rev-list", "--count", "HEAD")).toBe("3"),
  },
  {
    name: "the newest commit, in a file of values",
    make: (repo) => void repo.commit({ ".env": env(FIRST), ".gitignore": "node_modules\n" }),
    check(repo) {
      expect(readFileSync(join(repo.dir, ".env"), "utf8")).toBe(env(FIRST));
      expect(repo.git("ls-files")).toBe(".gitignore");
    },
  },
  {
    name: "an older commit, in a file of values",
    make(repo) {
      repo.commit({ ".gitignore": "node_modules\n", a: "1" });
      repo.commit({ ".env": env(FIRST, "A=1\n"), b: "1" });
      repo.commit({ c: "1" });
      repo.write("a", "unready");
    },
    check(repo) {
      expect(readFileSync(join(repo.dir, ".env"), "utf8")).toBe(env(FIRST, "A=1\n"));
      expect(repo.git("ls-files")).toBe(".gitignore\na\nb\nc");
      expect(readFileSync(join(repo.dir, "a"), "utf8")).toBe("unready");
    },
  },
  {
    name: "an older commit, in a file of values that was changed since",
    make(repo) {
      repo.commit({ ".gitignore": "node_modules\n" });
      repo.commit({ ".env": env(FIRST, LATER) });
      repo.commit({ c: "1" });
      repo.write(".env", env(FIRST, `${LATER}MINE=1\n`));
    },
    check: (repo) => expect(readFileSync(join(repo.dir, ".env"), "utf8")).toContain("MINE=1"),
  },
  {
    name: "the newest commit, in a file of values and in another",
    make: (repo) =>
      void repo.commit({ ".env": env(FIRST), "mail.env": env(FIRST), ".gitignore": "node_modules\n" }),
    check: (repo) => expect(repo.git("ls-files")).toBe(".gitignore\nmail.env"),
  },
  {
    name: "the first of several commits, below a subfolder",
    cwd: "sub",
    make(repo) {
      repo.commit({ "config/mail.env": env(FIRST), "sub/x": "1" });
      repo.commit({ c: "1" });
    },
  },
  {
    name: "an older commit whose file was changed again",
    make(repo) {
      repo.commit({ a: "1" });
      repo.commit({ "mail.env": env(FIRST, "A=1\nB=1\nC=1\nD=1\nE=1\n") });
      repo.commit({ "mail.env": env(FIRST, "A=1\nB=1\nC=1\nD=1\nE=2\n") });
    },
  },
  {
    name: "an older commit, and later ones conflict with what is mended",
    make(repo) {
      repo.commit({ a: "1" }, "a");
      repo.commit({ "mail.env": env(FIRST) }, "b");
      repo.commit({ "mail.env": env(FIRST, "A=1\n"), b: "1" }, "c");
      repo.commit({ "mail.env": env("", "A=1\n"), c: "1" }, "d");
    },
    check: (repo) => expect(repo.git("log", "--format=%s")).toBe("d\nc\nb\na"),
  },
  {
    name: "two commits with a secret each",
    make(repo) {
      repo.commit({ a: "1" });
      repo.commit({ "mail.env": env(FIRST) });
      repo.commit({ b: "1" });
      repo.commit({ "again/mail.env": env(FIRST) });
      repo.commit({ c: "1" });
    },
  },
  {
    name: "an older commit, with a merge since",
    make(repo) {
      repo.commit({ a: "1" });
      repo.commit({ "mail.env": env(FIRST) });
      repo.git("switch", "--quiet", "--create", "side");
      repo.commit({ b: "1" });
      repo.git("switch", "--quiet", "main");
      repo.commit({ c: "1" });
      repo.git("merge", "--quiet", "--no-edit", "side");
    },
    check: (repo) => expect(repo.git("rev-list", "--count", "--merges", "HEAD")).toBe("1"),
  },
  {
    name: "born in a merge",
    make(repo) {
      openMerge(repo);
      repo.commit({ "mail.env": env(FIRST) });
      repo.commit({ d: "1" });
    },
    check: (repo) => expect(repo.git("rev-list", "--count", "--merges", "HEAD")).toBe("1"),
  },
  {
    name: "below a merge with something of its own",
    make(repo) {
      repo.commit({ a: "1" });
      repo.commit({ "mail.env": env(FIRST) });
      handmadeMerge(repo);
      repo.commit({ d: "1" });
    },
    check: (repo) => expect(readFileSync(join(repo.dir, "hand.txt"), "utf8")).toBe("x"),
  },
  {
    name: "below a merge whose conflict was settled by hand",
    make(repo) {
      repo.commit({ a: "1", "it's.txt": "base" });
      repo.commit({ "mail.env": env(FIRST) });
      repo.git("switch", "--quiet", "--create", "side");
      repo.commit({ "it's.txt": "theirs" });
      repo.git("switch", "--quiet", "main");
      repo.commit({ "it's.txt": "ours" });
      repo.run("git", ["merge", "--quiet", "side"]);
      repo.commit({ "it's.txt": "both", "hand.txt": "x" });
      repo.commit({ d: "1", "it's.txt": "later" });
    },
    check(repo) {
      const merge = repo.git("rev-list", "--merges", "HEAD");
      expect(repo.git("show", `${merge}:it's.txt`, `${merge}:hand.txt`)).toBe("bothx");
      expect(repo.git("show", "HEAD:it's.txt")).toBe("later");
    },
  },
  ...["ours", "theirs", "gone"].map((settled) => ({
    name: `below a merge whose conflicts were settled as ${settled}`,
    make(repo: TestRepo) {
      repo.commit({ a: "1", "b.txt": "base", "c.txt": "base" });
      repo.commit({ "mail.env": env(FIRST) });
      repo.git("switch", "--quiet", "--create", "side");
      repo.git("rm", "--quiet", "c.txt");
      repo.commit({ "b.txt": "theirs" }, "side");
      repo.git("switch", "--quiet", "main");
      repo.commit({ "b.txt": "ours", "c.txt": "ours" });
      repo.run("git", ["merge", "--quiet", "side"]);
      if (settled === "gone") repo.git("rm", "--quiet", "b.txt", "c.txt");
      else repo.git("checkout", `--${settled}`, "b.txt");
      repo.git("add", "--all");
      repo.git("commit", "--quiet", "--message", "settled", "--author", "Eve <eve@example.com>");
    },
    check(repo: TestRepo) {
      expect(repo.git("log", "-1", "--format=%s %an")).toBe("settled Eve");
      expect(repo.git("log", "-1", "--format=%s", "HEAD^2")).toBe("side");
      const files = settled === "gone" ? "a\nmail.env" : "a\nb.txt\nc.txt\nmail.env";
      expect(repo.git("ls-files")).toBe(files);
      if (settled !== "gone") expect(repo.git("show", "HEAD:b.txt")).toBe(settled);
    },
  })),
  {
    name: "in two commits, with a merge that has something of its own since",
    make(repo) {
      repo.commit({ a: "1" });
      repo.commit({ "mail.env": env(FIRST) });
      repo.commit({ "again/mail.env": env(FIRST) });
      handmadeMerge(repo);
    },
    check: (repo) => expect(readFileSync(join(repo.dir, "hand.txt"), "utf8")).toBe("x"),
  },
  ...[{ more: "x" }, { "mail.env": env(FIRST, `${LATER}X=1\n`) }].map((later) => ({
    name: `below another branch, with ${Object.keys(later)} since`,
    make(repo: TestRepo) {
      repo.commit({ a: "1" });
      repo.git("switch", "--quiet", "--create", "lower");
      repo.commit({ "mail.env": env(FIRST, LATER) });
      repo.git("switch", "--quiet", "--create", "upper");
      repo.commit(later);
    },
    check(repo: TestRepo) {
      expectClean("lower");
      expect(repo.git("rev-parse", "upper~1")).toBe(repo.git("rev-parse", "lower"));
    },
    push: "upper",
  })),
  {
    name: "a commit whose subject another one has",
    make(repo) {
      repo.commit({ a: "1" });
      repo.git("switch", "--quiet", "--create", "side");
      repo.commit({ b: "1" }, "wip");
      repo.git("switch", "--quiet", "main");
      repo.commit({ "mail.env": env(FIRST) }, "wip");
      repo.git("merge", "--quiet", "--no-edit", "side");
    },
  },
  {
    name: "a message",
    make: (repo) => void repo.commit({ a: "1" }, `use ${FIRST}`),
  },
  {
    name: "an older message",
    make(repo) {
      repo.commit({ a: "1" });
      repo.commit({ b: "1" }, `use ${FIRST}`);
      repo.commit({ c: "1" });
    },
  },
  {
    name: "the message of an older merge",
    make(repo) {
      openMerge(repo);
      repo.commit({}, `use ${FIRST}`);
      repo.commit({ d: "1" });
    },
  },
  {
    name: "an older author",
    make(repo) {
      repo.commit({ a: "1" });
      repo.write("b", "1");
      repo.git("add", "b");
      repo.git(
        "-c",
        `user.name=${FIRST}`,
        "commit",
        "--quiet",
        "--message",
        "b",
        `--author=${FIRST} <a@example.com>`,
      );
      repo.commit({ c: "1" });
    },
  },
  {
    name: "a branch that is not checked out",
    push: "side/it's",
    make(repo) {
      repo.commit({ a: "1" });
      repo.git("switch", "--quiet", "--create", "side/it's");
      repo.commit({ "mail.env": env(FIRST) });
      repo.git("switch", "--quiet", "main");
    },
  },
  {
    name: "a tag that no branch leads to",
    push: "v1",
    make(repo) {
      repo.commit({ a: "1" });
      repo.git("switch", "--quiet", "--detach");
      repo.commit({ "mail.env": env(FIRST) });
      repo.git("tag", "v1");
      repo.git("switch", "--quiet", "main");
    },
    check: (repo) => expect(repo.git("branch", "--show-current")).toBe("main"),
  },
  {
    name: "a tag with a message, that no branch leads to",
    push: "v1",
    make(repo) {
      repo.commit({ a: "1" });
      repo.git("switch", "--quiet", "--detach");
      repo.commit({ "mail.env": env(FIRST) });
      repo.git("tag", "--annotate", "--message", "What took\n\nan hour", "v1");
      repo.git("switch", "--quiet", "main");
    },
    check(repo) {
      const tag = repo.git("for-each-ref", "--format=%(objecttype) %(contents)", "refs/tags");
      expect(tag.trim()).toBe("tag What took\n\nan hour");
      expect(repo.git("branch", "--show-current")).toBe("main");
    },
  },
];

describe.each(pushed)("a push is blocked: $name", (situation) => {
  test("the printed commands lead to a history without it", async () => {
    situation.make(repo);
    follow(await steps("push", situation), situation.cwd);
    expect(existsSync(join(repo.dir, ".git/rebase-merge"))).toBe(false);
    expectClean(situation.push ?? "main");
    expect(situation.push ?? repo.git("branch", "--show-current")).toBe(situation.push ?? "main");
    situation.check?.(repo);
  });
});

test.each([
  [20, "newest"],
  [30, "newest"],
  [20, "older"],
  [30, "older"],
])(
  "a command for %i files of the %s commit says so if it takes other changes along",
  async (files, which) => {
    repo.commit({ a: "1" });
    repo.commit(several(files));
    if (which === "older") repo.commit({ c: "1" });
    repo.write("a", "unready");
    const [edit] = await steps("push", { name: "", make: () => undefined });
    follow([edit as Step]);
    const takesAll = repo.git("status", "--porcelain") === "";
    expect(takesAll).toBe(files > 20);
    expect(edit?.title.endsWith("commit all changes")).toBe(takesAll);
  },
);

describe("what a remote has already", () => {
  beforeEach(() => {
    repo.commit({ "mail.env": env(FIRST) });
    repo.git("init", "--quiet", "--bare", "../origin.git");
    repo.git("remote", "add", "origin", "../origin.git");
    repo.git("push", "--quiet", "origin", "main");
  });

  test("is not called staged only, as a copy of the file", async () => {
    stage(repo, "copy.env", env(FIRST));
    const { stderr } = await runMain(repo, ["pre-commit"]);
    expect(stderr).toMatch(/in a staged file, already\s+published/);
    expect(stderr).toContain("out: yes: at origin/main, as of the last fetch");
    const { steps: all } = JSON.parse((await runMain(repo, ["pre-commit", "--format", "json"])).stderr)
      .findings[0].remediation;
    expect(all[0].command).toMatch(/^aws /);
    expect(all.map(({ command }: Step) => command)).toContain("git restore --staged -- copy.env");
  });

  test("is not called local, when a commit brings back what was deleted there", async () => {
    repo.git("rm", "--quiet", "mail.env");
    repo.commit({});
    repo.git("push", "--quiet", "origin", "main");
    repo.git("revert", "--no-edit", "HEAD");
    const input = `refs/heads/main ${repo.git("rev-parse", "HEAD")} refs/heads/main ${repo.git("rev-parse", "HEAD~1")}\n`;
    const { stderr } = await runMain(repo, ["pre-push", "origin", "../origin.git"], { input });
    expect(stderr).toContain("out: yes: at origin/main");
  });
});

test("a push of a commit without a name says which branch has it", async () => {
  repo.commit({ a: "1" });
  repo.git("switch", "--quiet", "--create", "feat");
  repo.commit({ "mail.env": env(FIRST) });
  repo.commit({ b: "1" });
  repo.git("switch", "--quiet", "main");
  const input = `feat~1 ${repo.git("rev-parse", "feat~1")} refs/heads/y ${NULL}\n`;
  const { stderr } = await runMain(repo, ["pre-push", "origin", "x", "--format", "json"], { input });
  follow(JSON.parse(stderr).findings[0].remediation.steps);
  expectClean("feat");
});

test("a branch of another work tree is mended there", async () => {
  repo.commit({ a: "1" });
  const other = join(repo.base, "it's another");
  repo.git("worktree", "add", "--quiet", "-b", "feat", other);
  writeFileSync(join(other, "mail.env"), env(FIRST));
  repo.git("-C", other, "add", "mail.env");
  repo.git("-C", other, "commit", "--quiet", "--no-verify", "--message", "b");
  const input = `refs/heads/feat ${repo.git("rev-parse", "feat")} refs/heads/feat ${NULL}\n`;
  const { stderr } = await runMain(repo, ["pre-push", "origin", "x", "--format", "json"], { input });
  const [first]: Step[] = JSON.parse(stderr).findings[0].remediation.steps;
  expect(repo.run("bash", ["-c", `${first?.command} && git branch --show-current`]).stdout).toBe("feat\n");
});

test("of two secrets in two commits the newer one comes first: its steps leave those of the other in force", async () => {
  repo.commit({ readme: "1" });
  repo.commit({ "a.env": env(FIRST) }, "a");
  repo.commit({ "b.env": env(SECOND) }, "b");
  repo.commit({ c: "1" }, "c");
  const input = `refs/heads/main ${repo.git("rev-parse", "HEAD")} refs/heads/main ${NULL}\n`;
  const { stderr } = await runMain(repo, ["pre-push", "origin", "x"], { input });
  const [newer, older] = ["b.env:1:", "a.env:1:"].map((place) => stderr.indexOf(place));
  expect(newer).toBeGreaterThan(0);
  expect(older).toBeGreaterThan(newer as number);
  for (const [, file] of stderr.matchAll(/--fixup \w+ -- (\w)\.env/g)) {
    const commit = repo.git("log", "--format=%h", "-1", "--", `${file}.env`);
    writeFileSync(join(repo.dir, `${file}.env`), env(""));
    paste(`git commit --fixup ${commit} -- ${file}.env`, ".");
    expect(stderr).toContain(`--fixup ${commit}`);
    paste(`git -c sequence.editor=: rebase -i --autosquash --autostash --rebase-merges ${commit}^`, ".");
  }
  expectClean("main");
});

test("two secrets of one commit are folded into it one after the other", async () => {
  repo.commit({ readme: "1" }, "r");
  repo.commit({ "a.env": env(FIRST), "b.env": env(SECOND) }, "both");
  repo.commit({ c: "1" }, "c");
  const input = `refs/heads/main ${repo.git("rev-parse", "HEAD")} refs/heads/main ${NULL}\n`;
  const { stderr } = await runMain(repo, ["pre-push", "origin", "x", "--format", "json"], { input });
  const { findings } = JSON.parse(stderr);
  expect(findings).toHaveLength(2);
  for (const { remediation } of findings) follow(remediation.steps);
  expectClean("main");
});

test("no branch is said to move that is checked out in another work tree", async () => {
  repo.commit({ a: "1" });
  repo.git("switch", "--quiet", "--create", "lower");
  repo.commit({ "mail.env": env(FIRST) });
  repo.git("switch", "--quiet", "--create", "upper");
  repo.commit({ more: "x" });
  repo.git("worktree", "add", "--quiet", join(repo.base, "other"), "lower");
  const all = await steps("push", { name: "", make() {} });
  expect(JSON.stringify(all)).not.toMatch(/in between|--update-refs/);
});

test.each<[string, (repo: TestRepo) => void, string]>([
  ["merge", (repo) => repo.git("merge", "--quiet", "--no-commit", "--no-ff", "side"), "MERGE_HEAD"],
  ["rebase", (repo) => stopRebase(repo), "rebase-merge"],
  ["cherry-pick", (repo) => repo.run("git", ["cherry-pick", "conflict"]), "CHERRY_PICK_HEAD"],
  ["revert", (repo) => repo.git("revert", "--no-commit", "HEAD"), "REVERT_HEAD"],
])("an unfinished %s comes before a rebase, which would ruin it", async (_, begin, mark) => {
  repo.commit({ a: "1" });
  for (const [branch, file] of [
    ["side", "b"],
    ["conflict", "c"],
  ] as const) {
    repo.git("switch", "--quiet", "--create", branch, "main");
    repo.commit({ [file]: branch });
  }
  repo.git("switch", "--quiet", "main");
  repo.commit({ "mail.env": env(FIRST) });
  repo.commit({ "mail.env": env(FIRST, "A=1\n"), c: "x" });
  begin(repo);
  const input = `HEAD ${repo.git("rev-parse", "HEAD")} refs/heads/main ${NULL}\n`;
  const push = async () =>
    JSON.parse((await runMain(repo, ["pre-push", "origin", "x", "--format", "json"], { input })).stderr);
  const commands = async (): Promise<string> => JSON.stringify((await push()).findings[0].remediation.steps);
  expect(await commands()).toMatch(/First finish or abort.*"git status"/);
  expect(await commands()).not.toMatch(/rebase -i|--fixup|--amend/);
  rmSync(join(repo.dir, ".git", mark), { recursive: true });
  expect(await commands()).toContain("rebase -i");
});

test("a ref of a remote that leads to a blob stops nothing", async () => {
  repo.commit({ a: "1" });
  const blob = repo.git("hash-object", "-w", join(repo.dir, "a"));
  repo.git("update-ref", "refs/remotes/origin/x", blob);
  stage(repo, "mail.env", env(FIRST));
  expect((await runMain(repo, ["pre-commit"])).code).toBe(1);
});

function stopRebase(repo: TestRepo): void {
  const env = { GIT_SEQUENCE_EDITOR: "sed -i.bak s/^pick/edit/" };
  expect(repo.run("git", ["rebase", "--interactive", "HEAD~1"], { env }).code).toBe(0);
}

/** A merge that has a file of its own, as git would not make it. */
function handmadeMerge(repo: TestRepo): void {
  repo.git("switch", "--quiet", "--create", "side");
  repo.commit({ b: "1" });
  repo.git("switch", "--quiet", "main");
  repo.commit({ c: "1" });
  repo.git("merge", "--quiet", "--no-commit", "side");
  repo.commit({ "hand.txt": "x" });
}

function stage(repo: TestRepo, path: string, content: string): void {
  repo.write(path, content);
  repo.git("add", "--", `:(literal)${path}`);
}

/** A merge of two branches that is not committed yet. */
function openMerge(repo: TestRepo): void {
  repo.commit({ a: "1" });
  repo.git("switch", "--quiet", "--create", "side");
  repo.commit({ b: "1" });
  repo.git("switch", "--quiet", "main");
  repo.commit({ c: "1" });
  repo.git("merge", "--quiet", "--no-commit", "side");
}
