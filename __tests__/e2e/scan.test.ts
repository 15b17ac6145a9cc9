import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { WHOLE } from "../../src/search/text.ts";
import { mailEnv } from "../helpers/keys.ts";
import { keylatchBin, type Outcome, TestRepo } from "../helpers/repo.ts";
import { zip } from "../helpers/zip.ts";

const { text: leak, secret } = mailEnv(31);

let repo: TestRepo;
beforeEach(() => {
  repo = new TestRepo();
  repo.commit({ "readme.md": "hello\n" });
});
afterEach(() => repo.remove());

function scan(...args: string[]): Outcome {
  return repo.keylatch("scan", ...args);
}

function places(outcome: Outcome): string[] {
  expect(outcome.stdout).not.toContain(secret);
  const report = JSON.parse(outcome.stdout) as {
    findings: { path: string; line: number; column: number; detector: string }[];
  };
  return report.findings
    .filter(({ detector }) => detector === "aws-ses-smtp-password")
    .map(({ path, line, column }) => `${path}:${line}:${column}`);
}

test("folders on disk, git-ignored and untracked files too", () => {
  repo.write(".gitignore", "secret/\n");
  repo.write("secret/mail.env", leak);
  repo.write("a/b/c.env", leak);
  const outcome = scan("--format", "json");
  expect(places(outcome)).toEqual(["a/b/c.env:3:15", "secret/mail.env:3:15"]);
  expect(outcome.code).toBe(1);
});

test.each([".", "app"])("from %s a .env is only warned about where git ignores it", (folder) => {
  repo.write(".gitignore", ".env\n.netrc\n");
  repo.write("app/.env", leak);
  repo.write("app/.netrc", `machine smtp.example.com login x password ${secret}\n`);
  const cwd = join(repo.dir, folder);
  const run = () => repo.run(process.execPath, [keylatchBin(), "scan"], { cwd });
  const ignored = run();
  expect(ignored.code).toBe(0);
  expect(ignored.stdout.replaceAll(/\s+/g, " ")).toContain("(only a warning: git ignores the file)");
  // What git has already, it does not ignore
  repo.git("add", "--force", "app/.env");
  const tracked = run();
  expect(tracked.code).toBe(1);
  const [step = "no step"] = /git rm .*/.exec(tracked.stdout) ?? [];
  expect(repo.run("sh", ["-c", step], { cwd }).code).toBe(0);
  expect(run().code).toBe(0);
  repo.write(".gitignore", "");
  expect(run().code).toBe(1);
});

test("a .env that git has is no ignored one in a hook of a linked work tree, where git sets GIT_DIR", () => {
  repo.write(".git/info/exclude", ".env\n");
  repo.write("app/.env", leak);
  repo.git("add", "--force", "app/.env");
  const run = () =>
    repo.run(process.execPath, [keylatchBin(), "scan"], {
      env: { ...repo.env, GIT_DIR: join(repo.dir, ".git"), GIT_INDEX_FILE: join(repo.dir, ".git/index") },
    });
  expect(run().code).toBe(1);
  repo.git("rm", "--quiet", "--cached", "app/.env");
  expect(run().code).toBe(0);
});

test("an ignored link does not speak for the file that it leads to", () => {
  repo.write(".gitignore", ".env\n");
  repo.write("mail.txt", leak);
  symlinkSync("mail.txt", join(repo.dir, ".env"));
  expect(scan(".env").code).toBe(1);
});

test("an ignored .env does not speak for what else holds its values, nor for an archive or another repository", () => {
  repo.write(".gitignore", ".env\nsub/\nbuild/\n");
  repo.write(".env", leak);
  repo.write("mail.js", leak);
  repo.write("build/bundle.js", leak);
  repo.write("app.zip", zip({ ".env": leak }));
  repo.write("sub/.env", leak);
  repo.run("git", ["init", "-q", "sub"]);
  const { findings } = JSON.parse(scan("--format", "json").stdout) as {
    findings: { path: string; status: string; detector: string }[];
  };
  const mine = findings.filter(({ detector }) => detector === "aws-ses-smtp-password");
  expect(Object.fromEntries(mine.map(({ path, status }) => [path, status]))).toEqual({
    ".env": "warning",
    "app.zip": "blocking",
    "build/bundle.js": "blocking",
    "mail.js": "blocking",
    "sub/.env": "blocking",
  });
});

test("one file, named from a subfolder", () => {
  repo.write("a/mail.env", leak);
  const outcome = repo.run(process.execPath, [keylatchBin(), "scan", "mail.env", "--format", "json"], {
    cwd: join(repo.dir, "a"),
  });
  expect(places(outcome)).toEqual(["a/mail.env:3:15"]);
});

test("a folder that is no repository", () => {
  const folder = join(repo.base, "plain");
  mkdirSync(folder);
  writeFileSync(join(folder, "mail.env"), leak);
  const outcome = repo.run(process.execPath, [keylatchBin(), "scan", "--format", "json"], { cwd: folder });
  expect(places(outcome)).toEqual(["mail.env:3:15"]);
});

test("files of any length, in a folder whose name begins like the parent's", () => {
  const lengths = [WHOLE - 1, WHOLE, WHOLE + 1, WHOLE + 2, 3 * WHOLE, 1 << 21];
  for (const length of lengths) {
    const before = "all is well\n".repeat(length / 12).slice(0, length - leak.length - 1);
    repo.write(`..a/${length}.env`, `${before}\n${leak}`);
  }
  const files = places(scan("--format", "json")).map((place) => place.replace(/:.*/, ""));
  expect(files).toEqual(lengths.map((length) => `..a/${length}.env`).sort());
});

test("nothing found is 0 and says how much was read", () => {
  const outcome = scan();
  expect(outcome.stdout).toMatch(/clean: 1 file, \d+ B read/);
  expect(outcome.code).toBe(0);
});

test("standard input, under its file's name", () => {
  const outcome = repo.run(
    process.execPath,
    [keylatchBin(), "scan", "--stdin", "--stdin-filename", "x/mail.env", "--format", "json"],
    {
      input: leak,
    },
  );
  expect(places(outcome)).toEqual(["x/mail.env:3:15"]);
  expect(outcome.code).toBe(1);
});

test("the index, all of it or the named files, as lint-staged names them", () => {
  repo.write("a.env", leak);
  repo.write("b.env", leak);
  repo.git("add", ".");
  repo.write("a.env", "changed on disk\n");
  expect(places(scan("--staged", "--format", "json"))).toEqual(["a.env:3:15", "b.env:3:15"]);
  expect(places(scan("--staged", join(repo.dir, "a.env"), "--format", "json"))).toEqual(["a.env:3:15"]);
  expect(scan("--staged", join(repo.dir, "readme.md")).code).toBe(0);
});

test("a range, with the commit that brought each finding in", () => {
  const bad = repo.commit({ "mail.env": leak });
  repo.git("rm", "--quiet", "mail.env");
  repo.commit({});
  const outcome = scan("--range", "HEAD~2..HEAD", "--format", "json");
  expect(places(outcome)).toEqual(["mail.env:3:15"]);
  expect(JSON.parse(outcome.stdout).findings[0].commit).toBe(bad);
  expect(scan("--range", "HEAD~1..HEAD").code).toBe(0);
});

test("all history: branches, tags, notes and the stash", () => {
  repo.git("switch", "--quiet", "--create", "side");
  repo.commit({ "side.env": leak });
  repo.git("switch", "--quiet", "main");
  repo.write("readme.md", leak);
  repo.git("stash");
  const outcome = scan("--all-history", "--format", "json");
  expect(places(outcome)).toContain("side.env:3:15");
  expect(places(outcome)).toContain("readme.md:3:15");
});

test("ignorePaths leaves paths out and says so", () => {
  repo.write(".keylatch/config.json", JSON.stringify({ ignorePaths: ["fixtures/**"] }));
  repo.write("fixtures/mail.env", leak);
  const outcome = scan();
  expect(outcome.code).toBe(0);
  expect(outcome.stdout).toContain("not searched: 1 path that ignorePaths leaves out");
});

test("a link's target is searched, the file behind it is not", () => {
  repo.write("../outside.env", leak);
  symlinkSync("../outside.env", join(repo.dir, "link"));
  expect(places(scan("--format", "json"))).toEqual([]);
});

test("SARIF goes to standard output alone", () => {
  repo.write("mail.env", leak);
  const outcome = scan("--format", "sarif");
  expect(JSON.parse(outcome.stdout).version).toBe("2.1.0");
  expect(outcome.stderr).toBe("");
  expect(outcome.stdout).not.toContain(secret);
});

describe("An archive", () => {
  interface Report {
    findings: { path: string; line: number; encodings: string[]; evidence: { member?: string } }[];
    skipped: { path: string; reason: string }[];
  }
  const report = (): Report => JSON.parse(scan("--format", "json").stdout) as Report;

  test("is searched, its file and line named, and it is the place to act", () => {
    repo.write("backup.zip", zip({ "readme.txt": "hello", "conf/mail.env": leak }));
    const { findings } = report();
    expect(findings.map(({ path, line, evidence }) => [path, line, evidence.member])).toEqual([
      ["backup.zip", 1, "conf/mail.env:2"],
      ["backup.zip", 1, "conf/mail.env:3"],
    ]);
    const outcome = scan();
    expect(outcome.stdout).toContain("in the archive at conf/mail.env:");
    expect(outcome.stdout).not.toContain(secret);
    expect(outcome.code).toBe(1);
  });

  test("blocks the commit that brings it in, and no later one", () => {
    repo.write("backup.gz", gzipSync(leak));
    repo.git("add", "backup.gz");
    expect(repo.keylatch("pre-commit").code).toBe(1);
    repo.git("commit", "--quiet", "--no-verify", "--message", "archive");
    repo.write("backup.gz", gzipSync(`${leak}# more\n`));
    repo.git("add", "backup.gz");
    expect(repo.keylatch("pre-commit").code).toBe(0);
  });

  test("that is not read is named, and what stands in the clear is found all the same", () => {
    repo.write("a.gz", gzipSync(Buffer.alloc(4 << 20)));
    repo.write(
      "b.7z",
      Buffer.concat([Buffer.from("7z\xbc\xaf\x27\x1c", "latin1"), Buffer.from(`\n${leak}`)]),
    );
    const { findings, skipped } = report();
    expect(findings.map(({ path }) => path)).toEqual(["b.7z", "b.7z"]);
    expect(skipped).toEqual([
      { path: "a.gz", reason: "gzip data unpacks to more than keylatch reads" },
      { path: "b.7z", reason: "7z archives cannot be unpacked" },
    ]);
  });
});

test("a long history with a key and a damaged object ends with a sentence", () => {
  // git lists objects for the key while the history is read, and meets the damage before that does.
  const commits = Array.from({ length: 3000 }, (_, n) => {
    const content = n === 2999 ? leak : `${n}\n`;
    const from = n === 0 ? `from ${repo.git("rev-parse", "HEAD")}\n` : "";
    return `commit refs/heads/main\ncommitter A <a@example.com> ${1700000000 + n} +0000\ndata 1\nx\n${from}M 100644 inline src/${n}.env\ndata ${content.length}\n${content}\n`;
  });
  const tree = repo.git("rev-parse", "HEAD^{tree}");
  expect(repo.run("git", ["fast-import", "--quiet"], { input: commits.join("") }).code).toBe(0);
  repo.git("repack", "-adq");
  expect(scan("--all-history").code).toBe(1);
  const folder = join(repo.dir, ".git/objects/pack");
  const pack = join(folder, readdirSync(folder).find((name) => name.endsWith(".pack")) as string);
  // <oid> SP <type> SP <size> SP <size in pack> SP <offset>
  const entry = new RegExp(`^${tree} +tree +\\d+ (\\d+) (\\d+)`, "m").exec(
    repo.git("verify-pack", "-v", pack.replace(/pack$/, "idx")),
  );
  const [size, offset] = [Number(entry?.[1]), Number(entry?.[2])];
  const bytes = readFileSync(pack);
  bytes.fill(0xff, offset + 4, offset + size);
  chmodSync(pack, 0o644);
  writeFileSync(pack, bytes);
  const { code, stdout, stderr } = scan("--all-history");
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^✖ keylatch: /);
  expect(stderr).not.toMatch(/Node\.js|^ {4}at /m);
});

test.each(["throw error", "Promise.reject(error)"])(
  "what fails where nobody waits (%s) is told without its message",
  (how) => {
    const program = join(repo.base, "fails.cjs");
    writeFileSync(program, `const error = new Error(process.env.SECRET); setImmediate(() => { ${how} });`);
    const outcome = repo.run(process.execPath, ["--require", program, keylatchBin(), "scan"], {
      env: { SECRET: secret },
    });
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toMatch(/^✖ keylatch: something unexpected failed \(Error\)/);
    expect(outcome.stdout + outcome.stderr).not.toContain(secret);
  },
);
