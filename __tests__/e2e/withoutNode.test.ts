import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Fake } from "../../detectors/fake.ts";
import { failuresOf } from "../../src/doctor/causes.ts";
import { mailEnv } from "../helpers/keys.ts";
import {
  addGrep,
  addQuickPath,
  addRemote,
  hasGnuGrep,
  LEFT,
  pathOf,
  putProgram,
} from "../helpers/quickPath.ts";
import { keylatchBin, type Outcome, TestRepo } from "../helpers/repo.ts";

const { text: leak, id } = mailEnv(71);
const REAL_GIT = spawnSync("sh", ["-c", "command -v git"]).stdout.toString().trim();

/** With a remote that has its first commit. */
let template: TestRepo;
let repo: TestRepo;

beforeAll(() => {
  template = new TestRepo();
  addQuickPath(template);
  addGrep(template);
  template.commit({ "old.txt": "words\n", "mode.sh": "x\n", "src/a.ts": "export const a = 1;\n" });
  addRemote(template);
});
afterAll(() => template.remove());
beforeEach(() => {
  repo = new TestRepo(template);
});
afterEach(() => repo.remove());

function script(hook: string, args: readonly string[] = [], input = "", more = {}): Outcome {
  const env = { PATH: pathOf(repo.base), ...more };
  return repo.run("sh", [join(repo.base, `${hook}.sh`), ...args], { env, input });
}

const commit = () => script("pre-commit").code;

/** A push of main to a branch of the remote. */
function push(remote = "main", input?: string, env = {}): number | null {
  const old = remote === "main" ? repo.git("rev-parse", "origin/main") : "0".repeat(40);
  const line = `refs/heads/main ${repo.git("rev-parse", "main")} refs/heads/${remote} ${old}\n`;
  return script("pre-push", ["origin", "/nowhere.git"], input ?? line, env).code;
}

function ordinary(): number | null {
  return repo.run(process.execPath, [keylatchBin(), "pre-commit"]).code;
}

const CLEAN: Readonly<Record<string, () => void>> = {
  "new text": () =>
    repo.stage({ "src/new file.ts": 'import x from "y";\n\nexport const z = x.map((it) => it + 1);\n' }),
  "an empty file": () => repo.stage({ "empty.txt": "" }),
  "words that go with keys": () =>
    repo.stage({ "mail.ts": "const smtpPassword = process.env.SMTP_PASSWORD;\n" }),
  "text in another script": () => repo.stage({ "a.md": "Grüße, привет, 你好\n" }),
  "changes of all kinds": () => {
    repo.stage({ "old.txt": "other words\n" });
    repo.git("mv", "src/a.ts", "src/b.ts");
    repo.git("update-index", "--chmod=+x", "mode.sh");
    symlinkSync("old.txt", join(repo.dir, "link"));
    repo.git("add", "link");
  },
  "what only disappears": () => repo.git("rm", "--quiet", "old.txt"),
  "a hundred files": () =>
    repo.stage(
      Object.fromEntries([...Array(100).keys()].map((n) => [`src/f${n}.ts`, `export const n = ${n};\n`])),
    ),
};

const NOT_CLEAN: Readonly<Record<string, () => void>> = {
  "a key": () => repo.stage({ "a.txt": "words\n", "mail.env": leak, "z.txt": "words\n" }),
  "a key that is written otherwise": () =>
    repo.stage({ "a.js": `x = "${id.slice(0, 9)}" +\n  "${id.slice(9)}";\n` }),
  "a key in UTF-16": () => repo.stage({ "mail.env": Buffer.from(leak, "utf16le") }),
  "a key in base64": () => repo.stage({ "mail.txt": Buffer.from(leak).toString("base64") }),
  "a key in a link's target": () => {
    symlinkSync(id, join(repo.dir, "link"));
    repo.git("add", "link");
  },
  "a key for a name": () => repo.stage({ [`${id}.txt`]: "x\n" }),
  "a secret for the name of a folder": () =>
    repo.stage({ [`src/${new Fake(9).secretAccessKey().replaceAll("/", "a")}/x.txt`]: "x\n" }),
  "a name that wakes a detector": () => repo.stage({ credentials: "x\n" }),
  "a list that may be joined": () =>
    repo.stage({ "a.js": `x = ["${id.slice(0, 9)}", "${id.slice(9)}"];\n\ny = x.join("");\n` }),
  "what looks like the end of a record": () => {
    const list = `x = ["${id.slice(0, 9)}", "${id.slice(9)}"];\n`;
    const header = `${"0".repeat(16)} ${"0".repeat(40)} blob 9`;
    repo.stage({ "a.js": `${list}\x02:\n\x02${header}\nx.join("");\n` });
  },
  "a binary file": () => repo.stage({ "a.bin": Buffer.from("89504e470d0a1a0a0000", "hex") }),
  "an archive": () => repo.stage({ "a.gz": Buffer.from("1f8b0800", "hex") }),
  "a file of a megabyte": () => repo.stage({ "a.txt": "some words\n".repeat(100_000) }),
  "a thousand files": () =>
    repo.stage(Object.fromEntries([...Array(1000).keys()].map((n) => [`${n}.txt`, ""]))),
  "a name that git quotes": () => repo.stage({ 'say "words".txt': "x\n" }),
  "a name that is no ASCII": () => repo.stage({ "größe.txt": "x\n" }),
  "a configuration": () => repo.stage({ ".keylatch/config.json": '{"blockFrom":"high"}' }),
  "a file in place of the configuration's folder": () => repo.stage({ ".keylatch": "x\n" }),
  "a submodule": () =>
    repo.git("update-index", "--add", "--cacheinfo", `160000,${repo.git("rev-parse", "HEAD")},sub`),
  nothing: () => {},
};

test("where node would have to look and is not on the PATH, the hooks say so", () => {
  const bin = join(repo.base, "short");
  mkdirSync(bin);
  for (const name of ["sh", "git"]) {
    const program = spawnSync("sh", ["-c", `command -v ${name}`])
      .stdout.toString()
      .trim();
    symlinkSync(program, join(bin, name));
  }
  repo.stage({ "mail.env": leak });
  for (const [hook, ...args] of [["pre-commit"], ["pre-push", "origin", "/nowhere.git"]] as const) {
    const { code, stderr } = script(hook, args, "", { PATH: bin });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^keylatch: node was not found on /)]);
    // So that the doctor knows what to say of it.
    expect(failuresOf({ commit: stderr, push: null }, id, "/bin")).toEqual([
      { kind: "no-node", where: "/bin" },
    ]);
  }
});

(hasGnuGrep ? describe : describe.skip)("Without node", () => {
  test.each(Object.keys(CLEAN))("a commit of %s passes, with a receipt, and a push of it", (name) => {
    CLEAN[name]?.();
    expect(commit()).toBe(0);
    expect(ordinary()).toBe(0);
    const lines = readFileSync(join(repo.dir, ".git/keylatch/receipts"), "utf8").trim().split("\n\n");
    const [own, other] = lines.map((line) => ({ ...JSON.parse(line), time: "" }));
    expect(own).toEqual(other);
    expect(own).toMatchObject({ result: "passed", parents: [repo.git("rev-parse", "HEAD")] });
    repo.git("commit", "--quiet", "--no-verify", "--message", "change");
    expect([push(), push("new")]).toEqual([0, 0]);
  });

  test.each(Object.keys(NOT_CLEAN))("nothing is said of a commit with %s", (name) => {
    NOT_CLEAN[name]?.();
    expect(commit()).toBe(LEFT);
    expect(existsSync(join(repo.dir, ".git/keylatch/receipts"))).toBe(false);
  });

  test("nor where something else has to be looked at: HEAD, a merge, a fix, a configuration", () => {
    repo.stage({ "x.txt": "x\n" });
    for (const [path, remove] of [
      [".git/MERGE_HEAD", ".git/MERGE_HEAD"],
      [".git/keylatch/fix/x", ".git/keylatch/fix"],
    ] as const) {
      repo.write(path, `${repo.git("rev-parse", "HEAD")}\n`);
      expect(commit()).toBe(LEFT);
      rmSync(join(repo.dir, remove), { recursive: true });
    }
    expect(commit()).toBe(0);
    repo.commit({ ".keylatch/config.json": '{"blockFrom":"high"}' });
    repo.stage({ "x.txt": "y\n" });
    expect([commit(), ordinary(), commit()]).toEqual([LEFT, 0, 0]);
    repo.git("reset", "--quiet", "--hard");
    repo.git("switch", "--quiet", "--orphan", "new");
    repo.stage({ "x.txt": "x\n" });
    expect(commit()).toBe(LEFT);
  });

  test("what was found valid by another build is not known", () => {
    repo.commit({ ".keylatch/config.json": "{}" });
    repo.stage({ "x.txt": "x\n" });
    expect([ordinary(), commit()]).toEqual([0, 0]);
    const file = join(repo.base, "plain.sh");
    putProgram(repo.base, "../plain.sh", readFileSync(file, "utf8").replace(/^rules=.*/m, "rules=0"));
    expect(commit()).toBe(LEFT);
  });

  test.each<[what: string, name: string, command: string]>([
    ["git fails", "git", 'case $* in *cat-file*) exit 1 ;; *) exec "$real" "$@" ;; esac'],
    [
      "git says too little",
      "git",
      'case $* in *cat-file*) "$real" "$@" | head -c 60; exit 1 ;; *) exec "$real" "$@" ;; esac',
    ],
    ["git cannot compare", "git", 'case $* in *diff-*) exit 1 ;; *) exec "$real" "$@" ;; esac'],
    ["tr fails", "tr", "exit 1"],
    ["tr is killed", "tr", "kill -9 $$"],
    ["tee fails", "tee", '"$real" "$@"; exit 1'],
    ["sed fails", "sed", "exit 1"],
    ["grep fails", "grep", 'case $* in --version) exec "$real" "$@" ;; *) exit 2 ;; esac'],
    ["grep is killed", "grep", 'case $* in --version) exec "$real" "$@" ;; *) kill -9 $$ ;; esac'],
    [
      "grep is another one",
      "grep",
      'case $* in --version) echo "grep (BSD grep) 2.6.0" ;; *) exit 1 ;; esac',
    ],
  ])("a commit or push is not taken for clean where %s", (_, name, command) => {
    const real = spawnSync("sh", ["-c", `command -v ${name}`])
      .stdout.toString()
      .trim();
    repo.stage({ "a.txt": "words\n", "mail.env": leak });
    repo.git("commit", "--quiet", "--no-verify", "--message", "change");
    repo.stage({ "b.env": leak });
    putProgram(repo.base, name, `real=${real}\n${command}`);
    expect([commit(), push()]).toEqual([LEFT, LEFT]);
  });

  test("nor where another grep than the one that was asked searches, as in a container on the same folder", () => {
    repo.stage({ "a.txt": "words\n" });
    expect(commit()).toBe(0);
    repo.stage({ "mail.env": leak });
    // It finds nothing, and knows the options of busybox and BSD.
    putProgram(repo.base, "grep", "case $1 in -*T*) exit 2 ;; *) exit 1 ;; esac");
    expect(commit()).toBe(LEFT);
  });

  test.each(["words", "shapes", "runs"])("nothing is taken for clean where %s.grep is empty", (name) => {
    repo.stage({ "a.txt": "words\n" });
    expect(commit()).toBe(0);
    writeFileSync(join(repo.base, `${name}.grep`), "");
    expect(commit()).toBe(LEFT);
  });

  test.each(["words", "shapes", "runs"])("nor where %s.grep was cut short when it was installed", (name) => {
    const file = join(repo.base, `${name}.grep`);
    const whole = readFileSync(file);
    writeFileSync(file, whole.subarray(0, 20));
    repo.stage({ "a.txt": "words\n" });
    expect(commit()).toBe(LEFT);
    writeFileSync(file, whole);
    expect(commit()).toBe(0);
  });

  test("where a receipt cannot be left, keylatch itself says so", () => {
    repo.stage({ "x.txt": "x\n" });
    expect(commit()).toBe(0);
    rmSync(join(repo.dir, ".git/keylatch/receipts"));
    repo.write(".git/keylatch/receipts/x", "");
    expect(commit()).toBe(LEFT);
  });

  test("an entry without a name is for keylatch to name", () => {
    repo.stage({ x: "x\n" });
    putProgram(
      repo.base,
      "git",
      `case $* in *diff-index*) ${REAL_GIT} "$@" | sed 's/x$//' ;; *) exec ${REAL_GIT} "$@" ;; esac`,
    );
    expect(commit()).toBe(LEFT);
  });

  test("a remote of another configuration is not believed", () => {
    repo.git("update-ref", "refs/remotes/origin/side", repo.commit({ "mail.env": leak }));
    repo.git("remote", "set-url", "origin", "/elsewhere.git");
    const settings = '[remote "origin"]\nurl = /nowhere.git\nfetch = +refs/heads/*:refs/remotes/origin/*\n';
    repo.write("../settings", settings);
    expect(push("main", undefined, { GIT_CONFIG: join(repo.base, "settings") })).toBe(LEFT);
  });

  test("an object that is not there is for keylatch to name", () => {
    repo.stage({ "x.txt": "x, and more\n" });
    const oid = repo.git("rev-parse", ":x.txt");
    const file = join(repo.dir, ".git/objects", oid.slice(0, 2), oid.slice(2));
    chmodSync(file, 0o644);
    rmSync(file);
    expect(commit()).toBe(LEFT);
  });

  test.each<[name: string, make: () => string | undefined]>([
    ["a key in a file", () => void repo.commit({ "a.txt": "words\n", "mail.env": leak })],
    [
      "a key that was removed again",
      () => {
        repo.commit({ "mail.env": leak });
        return void repo.commit({ "mail.env": "" });
      },
    ],
    ["a key in a message", () => void repo.commit({ "a.txt": "words\n" }, `use ${id}`)],
    ["a key in a name", () => void repo.commit({ [`${id}.txt`]: "words\n" })],
    ["two refs", () => `${refLine("a")}${refLine("b")}`],
    [
      "a tag",
      () => {
        repo.git("tag", "--annotate", "--message", "x", "v1");
        return `refs/tags/v1 ${repo.git("rev-parse", "v1")} refs/tags/v1 ${"0".repeat(40)}\n`;
      },
    ],
    ["a deletion", () => `(delete) ${"0".repeat(40)} refs/heads/a ${repo.git("rev-parse", "main")}\n`],
    ["a key for a branch's name", () => refLine(id)],
    ["an old end that is not here", () => refLine("main").replace(/0{40}/, "1".repeat(40))],
    ["a configuration that is not known", () => void repo.commit({ ".keylatch/config.json": "{" })],
    ["a line that is none", () => "main\n"],
    ["nothing", () => ""],
  ])("nothing is said of a push of %s", (_, make) => {
    expect(push("main", make())).toBe(LEFT);
  });
});

function refLine(remote: string): string {
  return `refs/heads/main ${repo.git("rev-parse", "main")} refs/heads/${remote} ${"0".repeat(40)}\n`;
}
