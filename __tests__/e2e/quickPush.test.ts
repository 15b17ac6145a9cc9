import { chmodSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Fake } from "../../detectors/fake.ts";
import { mailEnv } from "../helpers/keys.ts";
import { addQuickPath, addRemote, pathOf } from "../helpers/quickPath.ts";
import { keylatchBin, type Outcome, TestRepo } from "../helpers/repo.ts";

const { text: leak, id } = mailEnv(61);
const NONE = "0".repeat(40);

/** With a remote that has main. */
let template: TestRepo;
let repo: TestRepo;

beforeAll(() => {
  template = new TestRepo();
  addQuickPath(template);
  template.commit({ "old.txt": "words\n", "src/a.ts": "export const a = 1;\n" });
  addRemote(template);
});
afterAll(() => template.remove());
beforeEach(() => {
  repo = new TestRepo(template);
});
afterEach(() => repo.remove());

/** git's line for a ref that the remote does not have, or has at a revision. */
function line(local: string, remote = `refs/heads/${local}`, old: string | null = null): string {
  const oid = (name: string) => repo.git("rev-parse", "--verify", name);
  return `${local} ${oid(local)} ${remote} ${old === null ? NONE : oid(old)}\n`;
}

/** A push of main, whose old end the remote has. */
const main = () => line("main", "refs/heads/main", "origin/main");

const deletion = () => `(delete) ${NONE} refs/heads/gone ${repo.git("rev-parse", "main")}\n`;

type To = readonly [remote: string, url: string];
const ORIGIN: To = ["origin", "/nowhere.git"];

function run(lines: string, to = ORIGIN, source = `sh ${join(repo.base, "pre-push.sh")} "$@"`): Outcome {
  const command = `${source} | "$0" ${join(repo.base, "quick.cjs")} pre-push "$@"`;
  return repo.run("sh", ["-c", command, process.execPath, ...to], {
    input: lines,
    env: { PATH: pathOf(repo.base) },
  });
}

/** The exit code of the small file: 0 for a clean push, 77 where it leaves the answer to the rest. */
function quick(...args: Parameters<typeof run>): number | null {
  return run(...args).code;
}

function ordinary(lines: string, to = ORIGIN): Outcome {
  return repo.run(process.execPath, [keylatchBin(), "pre-push", ...to], { input: lines });
}

function branch(name: string, files: Readonly<Record<string, string | Buffer>>, from = "main"): void {
  repo.git("switch", "--quiet", "--create", name, from);
  repo.commit(files);
  repo.git("switch", "--quiet", "main");
}

/** A merge of some branches that adds files of its own. */
function merge(branches: readonly string[], files: Readonly<Record<string, string>> = {}): void {
  repo.git("merge", "--quiet", "--no-commit", "--no-ff", "--no-verify", ...branches);
  repo.commit(files, "merge");
}

/** A commit or tag object that git's own commands would not write. */
function object(type: string, text: string): string {
  repo.write("../object", text);
  return repo.git("hash-object", "-w", "--literally", "-t", type, "../object");
}

test.each<[name: string, make: () => unknown, lines?: () => string]>([
  ["nothing at all", () => {}, () => ""],
  ["nothing new", () => {}, () => line("main", "refs/heads/copy")],
  ["a deletion", () => {}, deletion],
  [
    "files of all kinds",
    () => {
      repo.commit({ "mail.ts": "const smtpPassword = process.env.SMTP_PASSWORD;\n", "empty.txt": "" });
      repo.commit({ "größe und mehr.txt": "x\n", "image.bin": Buffer.alloc(3_000_000, "\x01\x02\xff") });
      repo.commit({}, "nothing");
      repo.git("mv", "src/a.ts", "b.ts");
      chmodSync(join(repo.dir, "old.txt"), 0o755);
      symlinkSync("b.ts", join(repo.dir, "link"));
      repo.commit({ "mule-agent.yml": "port: 1\n" });
      rmSync(join(repo.dir, "b.ts"));
      repo.commit({});
    },
  ],
  [
    "merges",
    () => {
      branch("a", { "a.txt": "a\n" });
      branch("b", { "b.txt": "b\n" });
      branch("c", { "c.txt": "c\n" });
      merge(["a"], { "a.txt": "b\n" });
      merge(["b", "c"]);
    },
  ],
  [
    "several refs: a branch, another one forced, tags, a deletion",
    () => {
      branch("side", { "side.txt": "x\n" });
      repo.git("update-ref", "refs/remotes/origin/main", "side");
      repo.commit({ "more.txt": "x\n" });
      repo.git("tag", "light");
      repo.git("tag", "--annotate", "--message", "words", "v1");
    },
    () => {
      const tags = line("light", "refs/tags/light") + line("v1", "refs/tags/v1");
      return line("main", "refs/heads/main", "side") + line("side") + tags + deletion();
    },
  ],
  [
    "what the remote has, keys and all: in the old end of the ref, in what was fetched",
    () => {
      repo.git("update-ref", "refs/remotes/origin/other", repo.commit({ "mail.env": leak }));
      repo.git("update-ref", "refs/remotes/origin/main", repo.commit({ "more.env": leak }));
      repo.commit({ "x.txt": "x\n" });
    },
    () => line("main", "refs/heads/new") + line("main", "refs/heads/main", "main~1"),
  ],
])("a push of %s needs only the small file, and the ordinary way agrees", (_, make, lines = main) => {
  make();
  expect(quick(lines())).toBe(0);
  expect(ordinary(lines())).toEqual({ code: 0, stdout: "", stderr: "" });
});

test.each<[name: string, make: () => unknown, lines?: () => string, to?: To]>([
  ["in a file", () => repo.commit({ "mail.env": leak })],
  ["in a file of a new branch", () => repo.commit({ "mail.env": leak }), () => line("main")],
  [
    "added and removed again",
    () => {
      repo.commit({ "mail.env": leak });
      repo.commit({ "mail.env": "" });
    },
  ],
  ["in UTF-16", () => repo.commit({ "mail.env": Buffer.from(leak, "utf16le") })],
  ["in an archive", () => repo.commit({ "mail.gz": gzipSync(leak) })],
  ["deep in a long file", () => repo.commit({ x: `${"some words\n".repeat(60_000)}${leak}` })],
  [
    "in a link's target",
    () => {
      symlinkSync(id, join(repo.dir, "link"));
      repo.commit({});
    },
  ],
  ["in a file that only its name wakes", () => repo.commit({ "conf/mule-agent.yml": agent(1) })],
  [
    "in a file that another name wakes later",
    () => {
      repo.commit({ "a.yml": agent(2) });
      repo.git("mv", "a.yml", "mule-agent.yml");
      repo.commit({});
      repo.git("mv", "mule-agent.yml", "z.yml");
      repo.commit({});
    },
  ],
  ["in a file's name", () => repo.commit({ [`${id}.txt`]: "x\n" })],
  ["in a folder's name", () => repo.commit({ [`a/${id}/b/c.txt`]: "x\n" })],
  ["in a name with a line feed", () => repo.commit({ [`a\n${id}`]: "x\n" })],
  ["in a file with a name like git's answer", () => repo.commit({ "x M\t. missing\nend": leak })],
  ["in a message", () => repo.commit({ "a.txt": "a\n" }, leak)],
  [
    "in an author's name",
    () => {
      const author = `--author=${id} <a@example.com>`;
      repo.git("commit", "--quiet", "--allow-empty", "--no-verify", "--message=x", author);
    },
  ],
  [
    "in a header of a commit",
    () => {
      const text = repo.run("git", ["cat-file", "commit", "HEAD"]).stdout;
      const oid = object(
        "commit",
        text
          .replace("\n\n", `\nx-note ${id}\n\n`)
          .replace(/^tree .*\n/, `$&parent ${repo.git("rev-parse", "HEAD")}\n`),
      );
      repo.git("update-ref", "refs/heads/main", oid);
    },
  ],
  [
    "in a merge only",
    () => {
      branch("a", { "a.txt": "a\n" });
      merge(["a"], { "mail.env": leak });
    },
  ],
  [
    "in one parent of an octopus",
    () => {
      branch("a", { "a.txt": "a\n" });
      branch("b", { "mail.env": leak });
      merge(["a", "b"]);
      repo.commit({ "mail.env": "" });
    },
  ],
  [
    "in the second of two refs",
    () => {
      branch("a", { "a.txt": "a\n" });
      branch("b", { "mail.env": leak });
    },
    () => line("a") + line("b"),
  ],
  ["in a branch's name", () => repo.git("branch", id), () => line(id)],
  ["in a tag's name", () => repo.git("tag", id), () => line(id, `refs/tags/${id}`)],
  [
    "in a tag's message",
    () => repo.git("tag", "--annotate", "--message", leak, "v1"),
    () => line("v1", "refs/tags/v1"),
  ],
  [
    "in the message of a tag of a tag",
    () => {
      repo.git("tag", "--annotate", "--message", leak, "v1");
      repo.git("tag", "--annotate", "--message", "x", "v2", "v1");
    },
    () => line("v2", "refs/tags/v2"),
  ],
  [
    "in a tagged blob",
    () => {
      repo.write("x", leak);
      repo.git("tag", "blob", repo.git("hash-object", "-w", "x"));
    },
    () => line("blob", "refs/tags/blob"),
  ],
  [
    "in a tagged tree",
    () => {
      repo.commit({ "a/mail.env": leak });
      repo.git("tag", "--annotate", "--message", "x", "tree", "HEAD^{tree}");
    },
    () => line("tree", "refs/tags/tree"),
  ],
  [
    "behind a replace ref",
    () => {
      const bad = repo.commit({ "mail.env": leak });
      repo.git("replace", bad, repo.git("commit-tree", "-m", "x", "HEAD~1^{tree}"));
    },
  ],
  [
    "behind a graft",
    () => {
      repo.commit({ "mail.env": leak });
      repo.commit({ "mail.env": "" });
      repo.write(".git/info/grafts", `${repo.git("rev-parse", "HEAD")} ${repo.git("rev-parse", "HEAD~2")}\n`);
    },
  ],
  [
    "that another remote has",
    () => {
      repo.git("update-ref", "refs/remotes/other/main", repo.commit({ "mail.env": leak }));
    },
    () => line("main", "refs/heads/new"),
  ],
  [
    "that a remote with a longer name has",
    () => {
      // Newer git does not add such a remote, but takes one that is there.
      repo.git("config", "remote.origin/private.url", "/private.git");
      repo.git("config", "remote.origin/private.fetch", "+refs/heads/*:refs/remotes/origin/private/*");
      repo.git("update-ref", "refs/remotes/origin/private/main", repo.commit({ "mail.env": leak }));
    },
    () => line("main", "refs/heads/new"),
  ],
  [
    "that the remote has, pushed to another place",
    () => {
      repo.git("update-ref", "refs/remotes/origin/main", repo.commit({ "mail.env": leak }));
    },
    () => line("main", "refs/heads/new"),
    ["origin", "/elsewhere.git"],
  ],
  [
    "that the remote has, pushed to its URL",
    () => {
      repo.git("update-ref", "refs/remotes/origin/main", repo.commit({ "mail.env": leak }));
    },
    () => line("main", "refs/heads/new"),
    ["/nowhere.git", "/nowhere.git"],
  ],
  [
    "that the remote has, as far as a ref tells that it denies",
    () => repo.git("update-ref", "refs/remotes/origin/main", repo.commit({ "mail.env": leak })),
    () => line("main"),
  ],
  [
    "that the remote has, as far as a ref tells that is ahead of it",
    () => {
      const old = repo.git("rev-parse", "main");
      repo.git("update-ref", "refs/remotes/origin/main", repo.commit({ "mail.env": leak }));
      repo.git("update-ref", "refs/remotes/other/old", old);
      repo.commit({ "mail.env": "" });
    },
    () => line("HEAD", "refs/heads/new") + line("HEAD^{/}", "refs/heads/main", "other/old"),
  ],
  [
    "when the old end of the ref is not known here",
    () => repo.commit({ "mail.env": leak }),
    () => main().replace(/[0-9a-f]{40}\n$/, `${"1".repeat(40)}\n`),
  ],
])("a push with a key %s is left to the rest, which blocks it", (_, make, lines = main, to = ORIGIN) => {
  make();
  expect(quick(lines(), to)).toBe(77);
  expect(ordinary(lines(), to).code).toBe(1);
});

/** A configuration in which something is a key because of the file's name. */
function agent(seed: number): string {
  return `proxyConfiguration:\n  host: h\n  password: ${new Fake(seed).password()}\n`;
}

test.each<[name: string, code: number, make: () => unknown, lines?: () => string]>([
  ["a warning", 0, () => repo.commit({ x: new Fake(5).accessKeyId("ASIA") })],
  ["a configuration", 0, () => repo.commit({ ".keylatch/config.json": '{"ignorePaths":["x"]}' })],
  ["a broken configuration", 2, () => repo.commit({ ".keylatch/config.json": "{" })],
  ["a broken salt", 2, () => repo.commit({ ".keylatch/salt": "x" })],
  [
    "another configuration at the second of two ends",
    0,
    () => branch("a", { ".keylatch/config.json": '{"blockFrom":"critical"}' }),
    () => line("main") + line("a"),
  ],
  ["an archive", 0, () => repo.commit({ "x.gz": gzipSync("words") })],
  [
    "a submodule",
    0,
    () => {
      repo.git("update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},sub`);
      repo.git("commit", "--quiet", "--no-verify", "--message", "x");
    },
  ],
  [
    "a partial clone",
    0,
    () => {
      repo.git("config", "remote.origin.promisor", "true");
      repo.commit({ x: "x" });
    },
  ],
  [
    "a shallow clone",
    0,
    () => {
      repo.commit({ x: "x" });
      repo.write(".git/shallow", `${repo.git("rev-parse", "HEAD")}\n`);
    },
    () => line("main", "refs/heads/new"),
  ],
  [
    "a blob that is missing",
    2,
    () => {
      repo.commit({ "x.txt": "only here\n" });
      rmSync(join(repo.dir, loose("HEAD:x.txt")));
    },
  ],
  [
    "a tree that is missing",
    2,
    () => {
      repo.commit({ "new/x.txt": "x\n" });
      const path = loose("HEAD:new");
      repo.commit({ "x.txt": "x\n" });
      rmSync(join(repo.dir, path));
    },
  ],
  [
    "a commit that is missing, though the commit-graph knows it",
    2,
    () => {
      repo.commit({ "a.txt": "x\n" });
      const path = loose("HEAD");
      repo.commit({ "b.txt": "x\n" });
      repo.git("commit-graph", "write", "--reachable");
      rmSync(join(repo.dir, path));
    },
  ],
  ["a damaged HEAD", 2, () => repo.write(".git/HEAD", `${"1".repeat(40)}\n`)],
  [
    "more commits than are quick",
    0,
    () => {
      const commit = "commit refs/heads/main\ncommitter R <r@example.com> 1700000000 +0000\ndata 1\nx\n";
      const from = "from refs/heads/main^0\n";
      const input = commit + from + commit.repeat(5000);
      expect(repo.run("git", ["fast-import", "--quiet"], { input }).code).toBe(0);
    },
  ],
  ["an end that is missing", 2, () => {}, () => `refs/heads/x ${"1".repeat(40)} refs/heads/x ${NONE}\n`],
  ["a line that is none", 2, () => {}, () => `${main()}refs/heads/x\n`],
])("a push with %s is left to the rest", (_, code, make, lines = main) => {
  make();
  expect(quick(lines())).toBe(77);
  expect(ordinary(lines()).code).toBe(code);
});

/** The file of an object that was just written, from the top. */
function loose(name: string): string {
  const oid = repo.git("rev-parse", name);
  return `.git/objects/${oid.slice(0, 2)}/${oid.slice(2)}`;
}

test.each<[whose: string, known: boolean, settings: readonly (readonly string[])[], to?: To]>([
  [
    "one remote of several",
    true,
    [
      ["remote.other.url", "/x"],
      ["remote.other.fetch", "+refs/heads/*:refs/remotes/other/*"],
    ],
  ],
  [
    "a remote whose URL is rewritten",
    true,
    [["url.https://x.example/.insteadOf", "/now"]],
    ["origin", "https://x.example/here.git"],
  ],
  [
    "a remote whose URL is rewritten for pushes only",
    false,
    [["url.https://x.example/.pushInsteadOf", "/now"]],
    ["origin", "https://x.example/here.git"],
  ],
  [
    "a remote with a URL for pushes",
    false,
    [["remote.origin.pushurl", "/other.git"]],
    ["origin", "/other.git"],
  ],
  ["a remote's second URL", false, [["remote.origin.url", "/other.git"]], ["origin", "/other.git"]],
  ["a remote's first URL", true, [["remote.origin.url", "/other.git"]]],
  [
    "a remote that fetches where another does",
    false,
    [["remote.a.fetch", "+refs/heads/*:refs/remotes/origin/*"]],
  ],
  [
    "a remote that another one fetches into",
    false,
    [["remote.a b.fetch", "+refs/heads/*:refs/remotes/origin/m*"]],
  ],
])("what was fetched from %s counts: %p", (_, isKnown, settings, to = ORIGIN) => {
  for (const [name = "", value = ""] of settings) repo.git("config", "--add", name, value);
  repo.git("update-ref", "refs/remotes/origin/main", repo.commit({ "mail.env": leak }));
  repo.commit({ "x.txt": "x\n" });
  const lines = line("main", "refs/heads/new");
  expect({ quick: quick(lines, to), ordinary: ordinary(lines, to).code }).toEqual(
    isKnown ? { quick: 0, ordinary: 0 } : { quick: 77, ordinary: 1 },
  );
});

test("a stream that is cut off, or of another push, is not believed", () => {
  repo.commit({ "a.txt": "words\n" });
  repo.commit({ "a.txt": "words\n", "b.txt": "more words\n" });
  const whole = repo.run("sh", [join(repo.base, "pre-push.sh"), ...ORIGIN], {
    input: main(),
    env: { PATH: pathOf(repo.base) },
  }).stdout;
  const heard = (stream: string) => quick(stream, ORIGIN, "cat");
  expect(heard(whole)).toBe(0);
  for (let length = 0; length < whole.length; length += 31) expect(heard(whole.slice(0, length))).toBe(77);
  expect(heard(whole.replace(/ blob \d+A/, " blob 3A"))).toBe(77);
  const [first = "", second = ""] = repo.git("rev-list", "-2", "main").split("\n");
  expect(heard(whole.replaceAll(`${first}\n`, ""))).toBe(77);
  expect(heard(whole.replace(second, first))).toBe(77);
  expect(heard(whole.replaceAll(/ blob (\d+A)/g, " commit $1"))).toBe(77);
});

test("the rest gets the ref lines as they are", () => {
  writeFileSync(
    join(repo.base, "main.cjs"),
    "exports.start = async (stdin) => { for await (const text of stdin) process.stdout.write(`<${text}>`); };\n",
  );
  repo.commit({ "mail.env": leak });
  const lines = `${main()}HEAD^{/two  wörds\\n} ${main().split(" ").slice(1).join(" ")}${main()}`;
  expect(run(lines).stdout).toBe(`<${lines.trimEnd()}>`);
});

test("a remote whose name is like an option is refused", () => {
  const { code, stderr } = repo.run("sh", [join(repo.base, "pre-push.sh"), "-h", "/nowhere.git"], {
    input: main(),
  });
  expect([code, stderr]).toEqual([2, expect.stringMatching(/begins with a dash/)]);
});
