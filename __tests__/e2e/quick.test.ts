import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mailEnv } from "../helpers/keys.ts";
import { addQuickPath, pathOf } from "../helpers/quickPath.ts";
import { keylatchBin, TestRepo } from "../helpers/repo.ts";

let repo: TestRepo;

beforeAll(() => {
  repo = new TestRepo();
  repo.commit({ "old.txt": "words\n" });
  addQuickPath(repo);
});
afterAll(() => repo.remove());
afterEach(() => {
  repo.git("reset", "--quiet", "--hard", "HEAD");
});

/** What the script tells node. */
const staged = () =>
  repo.run("sh", [join(repo.base, "pre-commit.sh")], { env: { PATH: pathOf(repo.base) } }).stdout;

/** The exit code of the small file: 0 for a clean commit, 77 where it leaves the answer to the rest. */
function quick(stream = staged(), args = ["pre-commit"]): number | null {
  // From a file: what it does not need it leaves unread.
  const file = join(repo.base, "stream");
  writeFileSync(file, stream);
  const command = [process.execPath, join(repo.base, "quick.cjs"), ...args];
  return repo.run("sh", ["-c", 'file=$1; shift; exec "$@" <"$file"', "sh", file, ...command]).code;
}

test.each<[string, Record<string, string | Buffer>]>([
  ["nothing", {}],
  ["text", { "src/new file.ts": 'export const x = "y" + "z";\n', "empty.txt": "" }],
  ["words that go with keys", { "mail.ts": "const smtpPassword = process.env.SMTP_PASSWORD;\n" }],
  ["a long binary file", { "image.bin": Buffer.alloc(3_000_000, "\x01\x02\xff") }],
])("a commit of %s needs only the small file, and leaves a receipt", (_, files) => {
  repo.stage(files);
  expect(quick()).toBe(0);
  expect(repo.run("cat", [".git/keylatch/receipts"]).stdout).toContain('"result":"passed"');
});

test.each<[string, Record<string, string | Buffer>]>([
  ["a key", { "mail.env": mailEnv(3).text }],
  ["a key in UTF-16", { "mail.env": Buffer.from(mailEnv(3).text, "utf16le") }],
  ["a key deep in a long file", { "log.txt": `${"some words\n".repeat(60_000)}${mailEnv(4).text}` }],
  ["a key for a name", { [`${mailEnv(5).id}.txt`]: "x\n" }],
  ["a name that git quotes", { 'say "words".txt': "x\n" }],
  ["an archive", { "a.gz": Buffer.from("1f8b0800", "hex") }],
  ["a configuration", { ".keylatch/config.json": '{"blockFrom":"high"}' }],
  ["a broken salt", { ".keylatch/salt": "no salt\n" }],
])("a commit with %s is left to the rest", (_, files) => {
  repo.stage(files);
  expect(quick()).toBe(77);
});

test("what stood in the index before decides as well: configuration, salt, a merge", () => {
  for (const [path, text] of [
    [".keylatch/config.json", '{"ignorePaths":["x"]}'],
    [".keylatch/config.json", "{"],
    [".keylatch/salt", "x"],
  ] as const) {
    repo.commit({ [path]: text });
    repo.stage({ "x.txt": "x\n" });
    expect(quick()).toBe(77);
    repo.git("reset", "--quiet", "--hard", "HEAD~1");
  }
  repo.write(".git/MERGE_HEAD", `${repo.git("rev-parse", "HEAD")}\n`);
  expect(quick()).toBe(77);
  repo.run("rm", [".git/MERGE_HEAD"]);
});

describe("a file that is long is read from the work tree only where that is what is staged", () => {
  const long = "some words\n".repeat(30_000);
  const leak = `${long}${mailEnv(7).text}`;
  /** What becomes of the long file after it was staged. */
  const LATER: Readonly<Record<string, () => void>> = {
    "stays as it is": () => {},
    "is edited": () => repo.write("b.txt", `more ${long}`),
    "becomes shorter": () => repo.write("b.txt", "words\n"),
    "is deleted": () => repo.run("rm", ["b.txt"]),
    "is a link": () => repo.run("ln", ["-sf", "/dev/zero", "b.txt"]),
    "is a folder": () => repo.run("sh", ["-c", "rm b.txt; mkdir b.txt"]),
    "is a pipe": () => repo.run("sh", ["-c", "rm b.txt; mkfifo b.txt"]),
  };
  test.each(Object.keys(LATER))("which %s", (name) => {
    for (const [staged, code] of [
      [{ "a.txt": long, "b.txt": `${long}b`, "c.txt": "c\n", "d.txt": `${long}d` }, 0],
      [{ "a.txt": long, "b.txt": `${leak}b`, "c.txt": "c\n" }, 77],
      [{ "a.txt": long, "b.txt": `${long}b`, "c.txt": mailEnv(8).text }, 77],
      [{ "a.txt": long, "b.txt": `${long}b`, "d.txt": leak }, 77],
    ] as const) {
      repo.stage(staged);
      LATER[name]?.();
      expect([name, quick()]).toEqual([name, code]);
      repo.run("rm", ["-rf", "b.txt"]);
      repo.git("reset", "--quiet", "--hard", "HEAD");
    }
  });

  test("which has line ends of its own, or is staged with a file that is gone and one that only changes its mode", () => {
    repo.commit({ "gone.txt": "x\n", "mode.sh": "x\n" });
    repo.git("config", "core.autocrlf", "true");
    repo.stage({ "b.txt": long.replaceAll("\n", "\r\n"), "z.txt": `${long}z` });
    repo.git("rm", "--quiet", "gone.txt");
    repo.git("update-index", "--chmod=+x", "mode.sh");
    expect(quick()).toBe(0);
    repo.stage({ "b.txt": leak.replaceAll("\n", "\r\n") });
    expect(quick()).toBe(77);
    repo.git("config", "--unset", "core.autocrlf");
    repo.git("reset", "--quiet", "--hard", "HEAD~1");
  });

  test("and one with a key that is not staged is left to the rest, which lets it through", () => {
    repo.stage({ "b.txt": long });
    repo.write("b.txt", leak);
    expect(quick()).toBe(77);
    expect(repo.run(process.execPath, [keylatchBin(), "pre-commit"]).code).toBe(0);
  });
});

test("a configuration that was found valid need not be read again; another one, or a broken one, has to", () => {
  const ordinary = () => repo.run(process.execPath, [keylatchBin(), "pre-commit"]).code;
  const withConfig = (text: string) => {
    repo.commit({ ".keylatch/config.json": text });
    repo.stage({ "x.txt": "x\n" });
  };
  withConfig('{"ignorePaths":["x"]}');
  expect([quick(), ordinary(), quick()]).toEqual([77, 0, 0]);
  repo.stage({ "mail.env": mailEnv(6).text });
  expect(quick()).toBe(77);
  withConfig('{"ignorePaths":["y"]}');
  expect(quick()).toBe(77);
  withConfig('{"ignorePaths":"x"}');
  expect([ordinary(), quick()]).toEqual([2, 77]);
  repo.git("reset", "--quiet", "--hard", "HEAD~3");
});

test("a stream that is cut off, or of another index, is not believed", () => {
  repo.stage({ "a.txt": "words\n", "b.txt": "more words\n" });
  const whole = staged();
  expect(quick(whole)).toBe(0);
  for (let length = 0; length < whole.length; length += 17) expect(quick(whole.slice(0, length))).toBe(77);
  expect(quick(whole.replace(/ blob \d+/, " blob 3"))).toBe(77);
  expect(quick(whole.replace(/^/, "--path-format=absolute\n"))).toBe(77);
});

test("only the hook's own call is quick", () => {
  expect(quick(staged(), ["pre-commit", "--format", "json"])).toBe(77);
  expect(quick(staged(), ["scan"])).toBe(77);
});

test("a part of the package that is empty, as a full disk leaves it, lets nothing through", () => {
  repo.stage({ "mail.env": mailEnv(7).text });
  const file = join(repo.base, "quick.cjs");
  const whole = readFileSync(file);
  writeFileSync(file, "");
  const { code, stderr } = repo.run("sh", [join(repo.base, "pre-commit.sh")]);
  writeFileSync(file, whole);
  expect([code, stderr]).toEqual([2, expect.stringMatching(/^keylatch is not installed completely, .*\n$/)]);
});

test("nor does one that ends behind any of its statements", () => {
  repo.stage({ "mail.env": mailEnv(7).text });
  const file = join(repo.base, "quick.cjs");
  const whole = readFileSync(file, "latin1");
  const ends = Array.from(whole.matchAll(/[;}]/g), ({ index }) => index + 1).slice(0, -1);
  const some = ends.filter((_, at) => at < 4 || at % 500 === 0);
  const codes = some.map((end) => {
    writeFileSync(file, whole.slice(0, end), "latin1");
    return repo.run("sh", [join(repo.base, "pre-commit.sh")]).code;
  });
  writeFileSync(file, whole, "latin1");
  expect(codes).not.toContain(0);
});

test.each(["pre-commit", "pre-push"])("nor does a %s.sh that ends behind any of its lines", (hook) => {
  repo.stage({ "mail.env": mailEnv(7).text });
  const file = join(repo.base, `${hook}.sh`);
  const whole = readFileSync(file, "utf8");
  const lines = whole.split("\n").slice(0, -1);
  const codes = lines.slice(1).map((_, at) => {
    writeFileSync(file, `${lines.slice(0, at + 1).join("\n")}\n`);
    return repo.run("sh", [file, "origin", "/nowhere.git"]).code;
  });
  writeFileSync(file, whole);
  expect(codes).not.toContain(0);
});
