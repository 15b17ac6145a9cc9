import { appendFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../../src/report/formats/schema.ts";
import { mailEnv } from "../helpers/keys.ts";
import { TestRepo } from "../helpers/repo.ts";

let seed = 900;
const leak = () => mailEnv(seed++).text;
const REASON = "MAIL-212: sandbox, key deleted on 20 Nov";

let repo: TestRepo;
let base: string;
beforeAll(() => {
  repo = new TestRepo();
  repo.install();
  base = repo.commit({ "readme.md": "hello\n", "pass/all.txt": "old\n", "pass/part.txt": "old\n" });
});
afterAll(() => repo.remove());

const receipts = () => join(repo.dir, ".git/keylatch/receipts");

/** Stages a file with a key of its own and commits. */
function commit(path: string, ...args: string[]): number | null {
  repo.write(path, leak());
  repo.git("add", "--", path);
  return repo.run("git", args.length === 0 ? ["commit", "-m", path] : args).code;
}

function verify(): Report {
  const { stdout } = repo.keylatch("audit", "verify", "--range", `${base}..main`, "--format", "json");
  return JSON.parse(stdout);
}

function hookOf(report: Report, path: string) {
  const { result, made, sameChange } = report.findings.find((finding) => finding.path === path)?.hook ?? {};
  return sameChange ? { result, made, sameChange } : { result, made };
}

test("audit verify tells of each commit whether the hook saw it", () => {
  // What the configuration of the range lets the hook pass, the one of its base does not.
  repo.write(".keylatch/config.json", JSON.stringify({ ignorePaths: ["pass/"] }));
  repo.git("commit", "--quiet", "-am", "ignore");

  expect(commit("pass/plain.env")).toBe(0);
  repo.write("pass/all.txt", leak());
  repo.git("commit", "--quiet", "-am", "all");
  repo.write("pass/part.txt", leak());
  repo.write("readme.md", "unrelated\n");
  repo.git("add", "readme.md");
  repo.git("commit", "--quiet", "-m", "part", "pass/part.txt");
  repo.git("commit", "--quiet", "-m", "to be amended");
  expect(commit("pass/amended.env", "commit", "--amend", "--no-edit")).toBe(0);
  expect(commit("pass/hidden.env", "commit", "--no-verify", "-m", "hidden")).toBe(0);
  repo.git("commit", "--quiet", "--amend", "-m", "hidden, with the hook");

  repo.git("switch", "--quiet", "--create", "side");
  repo.commit({ "readme.md": "side\n" });
  repo.git("switch", "--quiet", "main");
  repo.commit({ "readme.md": "main\n" });
  repo.run("git", ["merge", "side"]);
  repo.write("readme.md", "both\n");
  repo.git("add", "readme.md");
  expect(commit("pass/merge.env", "commit", "--no-edit")).toBe(0);

  const tree = join(repo.base, "tree");
  repo.git("worktree", "add", "--quiet", tree);
  writeFileSync(join(tree, "pass/tree.env"), leak());
  repo.git("-C", tree, "add", ".");
  repo.git("-C", tree, "commit", "--quiet", "-m", "tree");
  repo.git("merge", "--quiet", "--no-edit", "tree");

  expect(commit("blocked.env")).toBe(1);
  expect(repo.run("git", ["commit", "--no-verify", "-m", "around"]).code).toBe(0);
  repo.git("commit", "--quiet", "--no-verify", "--allow-empty", "-m", "to be amended around");
  expect(commit("amended around.env", "commit", "--amend", "--no-edit")).toBe(1);
  repo.git("commit", "--quiet", "--no-verify", "--amend", "--no-edit");
  expect(commit("never.env", "commit", "--no-verify", "-m", "never")).toBe(0);
  expect(commit("overridden.env", "-c", `keylatch.override=${REASON}`, "commit", "-m", "overridden")).toBe(0);
  repo.git("rm", "--quiet", "-r", ".keylatch/overrides");
  repo.git("commit", "--quiet", "-m", "tidy up");

  repo.git("switch", "--quiet", "--create", "pick", base);
  expect(commit("pick.env", "commit", "--no-verify", "-m", "pick")).toBe(0);
  repo.git("switch", "--quiet", "--create", "move", "main~1");
  expect(commit("pass/moved.env")).toBe(0);
  repo.git("rebase", "--quiet", "main");
  repo.git("switch", "--quiet", "main");
  repo.git("merge", "--quiet", "--ff-only", "move");
  repo.git("cherry-pick", "pick");

  const other = join(repo.base, "other");
  repo.git("clone", "--quiet", repo.dir, other);
  writeFileSync(join(other, "other.env"), leak());
  repo.git("-C", other, "add", ".");
  repo.git("-C", other, "commit", "--quiet", "-m", "other");
  repo.git("pull", "--quiet", "--ff-only", other, "main");

  const report = verify();
  const paths = [...new Set(report.findings.map(({ path }) => path))];
  expect(Object.fromEntries(paths.map((path) => [path, hookOf(report, path)]))).toEqual({
    "pass/plain.env": { result: "passed", made: "commit" },
    "pass/all.txt": { result: "passed", made: "commit" },
    "pass/part.txt": { result: "passed", made: "commit" },
    "pass/amended.env": { result: "passed", made: "amend" },
    "pass/hidden.env": { result: "none", made: "amend" },
    "pass/merge.env": { result: "passed", made: "commit" },
    "pass/tree.env": { result: "passed", made: "commit" },
    "blocked.env": { result: "blocked", made: "commit" },
    "never.env": { result: "none", made: "commit" },
    "overridden.env": { result: "overridden", made: "commit" },
    "amended around.env": { result: "blocked", made: "amend" },
    "pick.env": { result: "none", made: "cherry-pick" },
    "pass/moved.env": { result: "none", made: "rebase", sameChange: "passed" },
    "other.env": { result: "none", made: null },
  });
  const author = { name: "Robin Doe", email: "robin@example.com" };
  expect(report.findings.every((finding) => finding.author?.email === author.email)).toBe(true);
  expect(report.records).toEqual([expect.objectContaining({ status: "removed" })]);
});

test("a line that is cut off is named, and costs nothing else", () => {
  const before = verify();
  appendFileSync(receipts(), '\n{"time":"2026-11-2');
  repo.write("readme.md", "after the cut\n");
  repo.git("commit", "--quiet", "-am", "after the cut");
  const after = verify();
  expect(after.findings.map(({ hook }) => hook)).toEqual(before.findings.map(({ hook }) => hook));
  expect(after.notes.join()).toContain("1 line of keylatch/receipts in the git directory cannot be read");
});

test("a full file is put aside and still read", () => {
  const before = verify();
  writeFileSync(receipts(), `${readFileSync(receipts(), "utf8")}${"\n".repeat(1 << 20)}`);
  repo.write("readme.md", "of mule and man: that is for node\n");
  repo.git("commit", "--quiet", "-am", "new file");
  expect(statSync(receipts()).size).toBeLessThan(1000);
  expect(verify().findings.map(({ hook }) => hook)).toEqual(before.findings.map(({ hook }) => hook));
});

test("the hook is not said to have passed a key in a message", () => {
  const { secret } = mailEnv(seed++);
  repo.write("readme.md", "with a message\n");
  repo.git("commit", "--quiet", "-am", `SES_SMTP_PASSWORD=${secret}`);
  const { stdout } = repo.keylatch("audit", "verify", "--range", "HEAD~1..HEAD");
  expect(stdout.replace(/\s+/g, " ")).toMatch(/it passed the hook here on [\d-]+, which sees files only/);
});

test("a receipt that cannot be written is said, and stops nothing", () => {
  rmSync(receipts());
  mkdirSync(receipts());
  repo.write("readme.md", "no receipt\n");
  const outcome = repo.run("git", ["commit", "-am", "no receipt"]);
  expect(outcome.stderr.replace(/\s+/g, " ")).toContain("this check left no receipt");
  expect(outcome.code).toBe(0);
});
