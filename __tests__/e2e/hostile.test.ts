import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Fake } from "../../detectors/fake.ts";
import { mailEnv } from "../helpers/keys.ts";
import { keylatchBin, type Outcome, TestRepo } from "../helpers/repo.ts";

const { text: leak } = mailEnv(81);
const { text: other } = mailEnv(82);
/** A secret that can be part of a file's name. */
const named = Array.from({ length: 20 }, (_, seed) => mailEnv(300 + seed).secret).find(
  (secret) => !secret.includes("/"),
);
const NAME = `SES_SMTP_PASSWORD=${named}`;
const NONE = "0".repeat(40);

let repo: TestRepo;
beforeEach(() => {
  repo = new TestRepo();
  repo.commit({ "readme.md": "hello\n" });
});
afterEach(() => repo.remove());

const preCommit = (env = {}) => repo.run(process.execPath, [keylatchBin(), "pre-commit"], { env });

/** Hands lines for these refs to the hook of a push that goes to a remote that has `known`. */
function prePush(refs: readonly string[], { known = NONE, env = {} } = {}): Outcome {
  const input = refs.map((ref) => `${ref} ${repo.git("rev-parse", ref)} ${ref} ${known}\n`).join("");
  return repo.run(process.execPath, [keylatchBin(), "pre-push", "/nowhere", "/nowhere"], { input, env });
}

function expectBlocked(outcome: Outcome, ...places: string[]): void {
  const text = outcome.stderr.replace(/\s+/g, " ");
  for (const place of places) expect(text).toContain(place);
  expect(outcome.code).toBe(1);
}

function expectError(outcome: Outcome, says = ""): void {
  expect(outcome.stderr.replace(/\s+/g, " ")).toContain(says);
  expect(outcome.stderr).not.toMatch(/blocked|unexpected|^$/);
  expect(outcome.code).toBe(2);
}

describe("what moved is not new, and only as often as it moved", () => {
  test("out of the file of the other side of a merge, at commit and at push", () => {
    repo.git("switch", "--quiet", "--create", "side");
    const known = repo.commit({ "side.env": leak });
    repo.git("switch", "--quiet", "main");
    repo.commit({ "main.txt": "x\n" });
    repo.git("merge", "--quiet", "--no-commit", "side");
    repo.git("rm", "--quiet", "--force", "side.env");
    repo.write("moved.env", `# moved\n${leak}`);
    repo.git("add", "--all");
    expect(preCommit().code).toBe(0);
    repo.commit({ "copy.env": `# copied\n${leak}` }, "merge");
    expectBlocked(prePush(["refs/heads/main"], { known }), "in 1 of 2 new commits");
    repo.git("rm", "--quiet", "copy.env");
    repo.git("commit", "--quiet", "--amend", "--no-edit");
    expect(prePush(["refs/heads/main"], { known }).code).toBe(0);
  });

  test("a file that is renamed and copied is new once", () => {
    repo.commit({ "a.env": leak });
    repo.git("mv", "a.env", "b.env");
    repo.write("c.env", leak);
    repo.git("add", "--all");
    const { stderr, code } = preCommit();
    expect(stderr.match(/[bc]\.env:3:15/g)).toHaveLength(1);
    expect(code).toBe(1);
  });
});

describe("places a key can hide in", () => {
  test.each([
    ["a folder", `${NAME}/x/y.txt`, "100644"],
    ["an empty file", NAME, "100644"],
    ["a submodule", NAME, "160000"],
  ])("the name of %s, at commit and at push", (_, path, mode) => {
    const oid = mode === "160000" ? "1".repeat(40) : repo.git("hash-object", "-w", "/dev/null");
    repo.git("update-index", "--add", "--cacheinfo", `${mode},${oid},${path}`);
    expectBlocked(preCommit(), "file name");
    repo.git("commit", "--quiet", "--message", "name");
    expectBlocked(prePush(["refs/heads/main"]), "file name");
  });

  test("a header of a commit, the message of a merged tag, what is called a signature", () => {
    const write = (header: string, message = "message") => {
      const [tree, parent] = [repo.git("rev-parse", "HEAD^{tree}"), repo.git("rev-parse", "HEAD")];
      const people = "author A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000";
      const text = `tree ${tree}\nparent ${parent}\n${people}\n${header}\n\n${message}\n`;
      const args = ["hash-object", "-t", "commit", "-w", "--stdin", "--literally"];
      const oid = repo.run("git", args, { input: text }).stdout.trim();
      repo.git("update-ref", "refs/heads/odd", oid);
      return prePush(["refs/heads/odd"]);
    };
    expectBlocked(write(`note ${NAME}`), "commit header");
    expectBlocked(write(`mergetag object ${NONE}\n type commit\n tag v1\n \n ${NAME}`), "commit header");
    // Read as one, the header would go on in the message, which then is decoded out of step.
    const base64 = Buffer.from(new Fake(3).accessKeyId()).toString("base64");
    const escaped = base64.replace(/(?<=^.{5})./, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
    expectBlocked(write("note %6329tZSByZWFkYWJsZSB0Z\\", escaped), "commit message");
    const signature = (content: string) =>
      `gpgsig -----BEGIN PGP SIGNATURE-----\n \n ${content}\n -----END PGP SIGNATURE-----`;
    expectBlocked(write(signature(NAME)), "commit header");
    const lines =
      new Fake(4)
        .bytes(436)
        .toString("base64")
        .match(/.{1,64}/g) ?? [];
    expect(write(signature(lines.join("\n "))).code).toBe(0);
  });

  test("a tagged tree: its files have their paths, and its names are read", () => {
    repo.write("deep/mail.env", leak);
    repo.write(NAME, "x\n");
    repo.git("add", "--all");
    repo.git("tag", "tree", repo.git("write-tree"));
    expectBlocked(prePush(["refs/tags/tree"]), "deep/mail.env:3:15", "file name");
  });

  test("a file that is called like a place", () => {
    repo.write("(commit message)", leak);
    repo.git("add", "--all");
    expectBlocked(preCommit(), "./(commit message):3:15");
  });
});

describe("what belongs to no branch is repaired by the commands as printed", () => {
  test.each([
    ["a tagged file", "refs/tags/it", () => repo.git("tag", "it", blob())],
    ["an annotated tag of a file", "refs/tags/it", () => repo.git("tag", "-a", "-m", "x", "it", blob())],
    ["the message of a tag", "refs/tags/it", () => repo.git("tag", "-a", "-m", leak, "it")],
    ["a note", "refs/notes/commits", () => repo.git("notes", "add", "-m", leak)],
  ])("%s", (_, ref, make) => {
    make();
    const options = ["pre-push", "/nowhere", "/nowhere", "--format", "json"];
    const input = `${ref} ${repo.git("rev-parse", ref)} ${ref} ${NONE}\n`;
    const { stderr } = repo.run(process.execPath, [keylatchBin(), ...options], { input });
    const { findings } = JSON.parse(stderr) as {
      findings: { remediation: { steps: { command?: string }[] } }[];
    };
    const commands = (findings[0]?.remediation.steps ?? []).flatMap(({ command }) =>
      command?.startsWith("git ") ? [command] : [],
    );
    expect(commands).not.toEqual([]);
    for (const command of commands) {
      const outcome = repo.run("sh", ["-c", command], { env: { GIT_EDITOR: "echo clean >" } });
      expect({ command, ...outcome }).toMatchObject({ command, code: 0 });
    }
    const left = repo.git("for-each-ref", "--format=%(refname)", ref);
    if (left !== "") expect(prePush([left]).code).toBe(0);
  });

  const blob = () => repo.run("git", ["hash-object", "-w", "--stdin"], { input: leak }).stdout.trim();
});

test("a push of a thousand refs is one question, and the key in one of them is found", () => {
  const before = repo.git("rev-parse", "HEAD");
  repo.commit({ "mail.env": leak });
  const [tip, ref] = [repo.git("rev-parse", "HEAD"), "refs/heads/main"];
  const many = Array.from(
    { length: 1000 },
    (_, at) => `refs/heads/b${at} ${before} refs/heads/b${at} ${NONE}`,
  );
  const input = `${[...many, `${ref} ${tip} ${ref} ${NONE}`].join("\n")}\n`;
  const args = [keylatchBin(), "pre-push", "/nowhere", "/nowhere"];
  expectBlocked(repo.run(process.execPath, args, { input }), "mail.env:3:15");
});

test("what another remote's settings write among this one's branches is not known to it", () => {
  const [origin, up] = ["origin.git", "up.git"].map((name) => join(repo.base, name)) as [string, string];
  for (const folder of [origin, up]) repo.git("init", "--quiet", "--bare", folder);
  repo.git("remote", "add", "origin", origin);
  repo.git("config", "remote.up.url", up);
  repo.git("config", "remote.up.fetch", "+refs/heads/*:refs/remotes/origin/*");
  repo.commit({ "mail.env": leak });
  repo.git("push", "--quiet", "up", "main");
  expect(repo.git("for-each-ref", "refs/remotes/origin/main")).not.toBe("");
  const tip = repo.git("rev-parse", "HEAD");
  const input = `refs/heads/main ${tip} refs/heads/main ${NONE}\n`;
  const outcome = repo.run(process.execPath, [keylatchBin(), "pre-push", "origin", origin], { input });
  expectBlocked(outcome, "mail.env:3:15");
});

describe("a damaged repository is an error", () => {
  beforeEach(() => {
    repo.commit({ "old.env": other });
    repo.write("mail.env", leak);
    repo.git("add", "mail.env");
  });

  test.each([
    ["an object that is rubbish", () => writeFileSync(head(), "rubbish")],
    ["an object that is missing", () => rmSync(head())],
    ["a branch that names nothing", () => writeFileSync(branch(), `${"1".repeat(40)}\n`)],
    ["a branch that is rubbish", () => writeFileSync(branch(), "rubbish\n")],
    ["a HEAD that is rubbish", () => writeFileSync(join(repo.dir, ".git/HEAD"), "rubbish\n")],
    ["a MERGE_HEAD that is a folder", () => mkdirSync(join(repo.dir, ".git/MERGE_HEAD"))],
  ])("%s", (_, damage) => {
    damage();
    expectError(preCommit());
  });

  test("an index that was cut off", () => {
    const index = join(repo.dir, ".git/index");
    const bytes = readFileSync(index);
    writeFileSync(index, bytes.subarray(0, bytes.length / 2));
    expectError(preCommit());
  });

  function head(): string {
    const oid = repo.git("rev-parse", "HEAD");
    const file = join(repo.dir, ".git/objects", oid.slice(0, 2), oid.slice(2));
    chmodSync(file, 0o644);
    return file;
  }
  const branch = () => join(repo.dir, ".git/refs/heads/main");
});

describe("a git that dies", () => {
  /** Another git on the PATH: `script` may end it early, as `"$REAL" "$@"` it goes on. */
  function gitThat(script: string): { PATH: string } {
    const bin = join(repo.base, "bin");
    mkdirSync(bin, { recursive: true });
    const real = repo.run("sh", ["-c", "command -v git"]).stdout.trim();
    writeFileSync(join(bin, "git"), `#!/bin/bash\nREAL=${real}\n${script}\nexec "$REAL" "$@"\n`);
    chmodSync(join(bin, "git"), 0o755);
    return { PATH: `${bin}:${process.env.PATH}` };
  }

  test.each([
    ["diff-index", 'echo "fatal: no" >&2; exit 128'],
    ["diff-index", "kill -9 $$"],
    ["diff-index", '"$REAL" "$@" | head -c 30; exit 0'],
    ["cat-file", '"$REAL" "$@" | head -c 60; exit 0'],
    ["cat-file", '"$REAL" "$@" | head -c 60; kill -9 $$'],
    ["HEAD^{commit}", "exit 128"],
    ["HEAD^{commit}", "exit 1"],
    ["--show-toplevel", "exit 128"],
  ])("at commit, in %s: %s", (command, end) => {
    repo.write("mail.env", leak);
    repo.git("add", "mail.env");
    expectError(preCommit(gitThat(`case "$*" in *"${command}"*) ${end};; esac`)));
  });

  test.each([
    ["rev-list --objects", "exit 0"],
    ["rev-list --objects", "kill -9 $$"],
    ["diff-tree", '"$REAL" "$@" | head -c 41; exit 0'],
    ["diff-tree", "exit 0"],
    ["cat-file", "exit 0"],
  ])("at push, in %s: %s", (command, end) => {
    repo.commit({ "mail.env": leak });
    expectError(prePush(["refs/heads/main"], { env: gitThat(`case "$*" in *"${command}"*) ${end};; esac`) }));
  });

  test.each([
    ["pre-commit", "diff-index"],
    ["scan --all-history", "diff-tree"],
  ])("a signal ends %s and every git that it started, and leaves nothing", (command, waiting) => {
    repo.write("mail.env", leak);
    repo.git("add", "mail.env");
    const pids = join(repo.base, "pids");
    const env = gitThat(`case "$*" in *${waiting}*) echo $$ > ${pids}; exec sleep 30;; esac`);
    // In sh, so that the signal reaches keylatch alone.
    const script = `"$0" "$1" ${command} & while [ ! -s ${pids} ]; do sleep 0.05; done; kill -TERM $!; wait $!`;
    const { code, stderr } = repo.run("sh", ["-c", script, process.execPath, keylatchBin()], { env });
    expect(stderr).not.toContain("keylatch");
    expect(code).toBe(128 + 15);
    const stat = `/proc/${readFileSync(pids, "utf8").trim()}/stat`;
    if (existsSync("/proc/self/stat") && existsSync(stat))
      expect(readFileSync(stat, "utf8")).toMatch(/\) Z /);
    expect(readdirSync(join(repo.dir, ".git")).filter((name) => name.endsWith(".lock"))).toEqual([]);
  });
});

test("an answer that cannot be written is an error, and a blocked commit stays blocked without anyone to tell", () => {
  repo.write("mail.env", leak);
  repo.git("add", "mail.env");
  const shell = (line: string) => repo.run("sh", ["-c", line, process.execPath, keylatchBin()]);
  if (existsSync("/dev/full")) {
    expectError(shell('"$0" "$1" scan readme.md > /dev/full'), "could not be written");
    expect(shell('"$0" "$1" pre-commit 2> /dev/full').code).not.toBe(0);
  }
  expect(shell('"$0" "$1" pre-commit >&- 2>&- <&-').code).toBe(1);
});
