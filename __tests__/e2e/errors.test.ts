import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mailEnv } from "../helpers/keys.ts";
import { keylatchBin, type Outcome, TestRepo } from "../helpers/repo.ts";

const { text: leak, secret } = mailEnv(41);

let repo: TestRepo;
beforeEach(() => {
  repo = new TestRepo();
  repo.commit({ "readme.md": "hello\n" });
});
afterEach(() => repo.remove());

/** One sentence, the way out, exit 2, and neither "clean" nor a finding. */
function expectError(outcome: Outcome, says: string): void {
  expect(outcome.stderr.replace(/\s+/g, " ")).toContain(says);
  expect(outcome.stdout).toBe("");
  expect(outcome.stderr).not.toContain(secret);
  expect(outcome.stderr).not.toContain("unexpected");
  expect(outcome.code).toBe(2);
}

function staged(): Outcome {
  repo.write("mail.env", leak);
  repo.git("add", ".");
  return repo.keylatch("pre-commit");
}

test("a repository of another user, which git refuses", () => {
  const outcome = repo.run(process.execPath, [keylatchBin(), "scan", "--all-history"], {
    env: { GIT_TEST_ASSUME_DIFFERENT_OWNER: "1" },
  });
  expectError(outcome, "git refuses this repository: it belongs to another user Nothing was checked.");
  expect(outcome.stderr).toContain(`git config --global --add safe.directory ${repo.dir}\n`);
});

test.each([
  ["scan", "--staged"],
  ["fix", "--yes"],
])("a file with conflicts, which git compares as deleted: %s", (...words) => {
  repo.git("switch", "--quiet", "--create", "side");
  repo.commit({ "readme.md": leak });
  repo.git("switch", "--quiet", "main");
  repo.commit({ "readme.md": "other\n" });
  expect(repo.run("git", ["cherry-pick", "side"]).code).toBe(1);
  expectError(repo.keylatch(...words), "the index has files with conflicts");
  repo.git("add", ".");
  expect(repo.keylatch(...words).stdout).toContain("readme.md:");
});

test.each([["explain"], ["scan"], ["scan", "--range"], []])("a key on the command line of %s", (...words) => {
  const { code, stdout, stderr } = repo.keylatch(...words, secret);
  expect(stdout + stderr).not.toContain(secret.slice(0, 8));
  expect(code).toBe(2);
});

test.each([
  ["override", "--help"],
  ["override", "-h"],
  ["help", "override"],
  ["help", "override", "add"],
])("half a command is enough to be helped: %s %s", (...words) => {
  const { code, stdout } = repo.keylatch(...words);
  expect(stdout).toContain("usage: keylatch override add");
  expect(code).toBe(0);
});

test("no repository", () => {
  const folder = join(repo.base, "plain");
  mkdirSync(folder);
  expectError(
    repo.run(process.execPath, [keylatchBin(), "pre-commit"], { cwd: folder }),
    "there is no git repository",
  );
});

test("a file stands where keylatch keeps what it knows", () => {
  repo.write(".git/keylatch", "x\n");
  repo.stage({ "a.txt": "words\n" });
  expectError(repo.keylatch("pre-commit"), ".git/keylatch/fix cannot be used (ENOTDIR");
});

test("a repository in a folder with a line break in its name", () => {
  const cwd = join(repo.base, "two\nlines");
  renameSync(repo.dir, cwd);
  expectError(
    repo.run(process.execPath, [keylatchBin(), "pre-commit"], { cwd }),
    "the path of this repository has a line break in it",
  );
  renameSync(cwd, repo.dir);
});

test("git is missing", () => {
  const env = { PATH: repo.base };
  expectError(repo.run(process.execPath, [keylatchBin(), "pre-commit"], { env }), "git was not found");
});

test.each(["git version 2.20.1", "git version 1.9", "something else"])("git says %j", (version) => {
  const bin = join(repo.base, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "git"), `#!/bin/sh\necho "${version}"\n`);
  chmodSync(join(bin, "git"), 0o755);
  const env = { PATH: `${bin}:${process.env.PATH}` };
  expectError(repo.run(process.execPath, [keylatchBin(), "pre-commit"], { env }), "needs git 2.31 or newer");
});

test.each([
  ["no JSON", "{", "is not valid JSON"],
  ["an unknown key", '{"ignorePath": []}', '"ignorePath" is not a setting Did you mean "ignorePaths"?'],
  ["an unknown key inside", '{"override": {"maxDay": 3}}', 'Did you mean "maxDays"?'],
  [
    "a wrong value",
    '{"blockFrom": "severe"}',
    '"blockFrom" is not valid: it must be one of "critical", "high", "medium", "low"',
  ],
  ["an empty path", '{"ignorePaths": [""]}', '"ignorePaths.0" is not valid: it must not be empty'],
  ["a wrong type", '{"ignorePaths": "x"}', '"ignorePaths" is not valid: it must be a list'],
  [
    "a number in quotes",
    '{"override": {"maxDays": "90"}}',
    '"override.maxDays" is not valid: it must be a number',
  ],
  [
    "an unknown detector",
    '{"severity": {"aws-ses-smtp-pasword": "low"}}',
    'Did you mean "aws-ses-smtp-password"?',
  ],
  ["a broken pattern", '{"override": {"reasonPattern": "("}}', "is not a regular expression"],
  ["no object", "[]", "config.json"],
])("a configuration with %s", (_, text, says) => {
  repo.write(".keylatch/config.json", text);
  const outcome = staged();
  expectError(outcome, ".keylatch/config.json");
  expect(outcome.stderr.replace(/\s+/g, " ").replaceAll("; did", " Did")).toContain(says);
});

test.each([
  ["no JSON", "nonsense"],
  ["no record", "{}"],
])("a record that is %s counts for nothing and is named", (_, text) => {
  repo.write(".keylatch/overrides/20261121T180412Z-3f9c1a7e.json", text);
  const outcome = staged();
  expect(outcome.stderr.replace(/\s+/g, " ")).toContain(
    "20261121T180412Z-3f9c1a7e.json does not count: it is not",
  );
  expect(outcome.stderr).not.toContain(secret);
  expect(outcome.code).toBe(1);
});

test("a salt that is none", () => {
  repo.write(".keylatch/salt", "pepper\n");
  expectError(staged(), ".keylatch/salt is not 64 hex digits");
});

test("a file in place of the folder of our own", () => {
  repo.write(".keylatch", "x\n");
  expectError(staged(), ".keylatch is a file");
});

test("a path that does not exist", () => {
  expectError(repo.keylatch("scan", "no/such/file"), 'there is no file or folder "no/such/file"');
});

test.each([["A..B"], ["HEAD..nowhere"], ["--all"], ["x\ny..HEAD"]])("the range %j", (range) => {
  expectError(repo.keylatch("scan", `--range=${range}`), "does not name a range of commits here");
});

test.each([["scan"], ["audit", "verify"]])(
  "a range that begins nowhere, as an empty variable leaves it: %s",
  (...command) => {
    repo.commit({ "mail.env": leak });
    for (const range of ["..HEAD", "..", "...HEAD"])
      expectError(repo.keylatch(...command, `--range=${range}`), "does not say where the range starts");
  },
);

test("a missing blob", () => {
  repo.write("mail.env", leak);
  repo.git("add", ".");
  const oid = repo.git("rev-parse", ":mail.env");
  rmSync(join(repo.dir, ".git/objects", oid.slice(0, 2), oid.slice(2)));
  expectError(repo.keylatch("pre-commit"), `object ${oid} is missing`);
});

test("a corrupt blob", () => {
  repo.write("mail.env", leak);
  repo.git("add", ".");
  const oid = repo.git("rev-parse", ":mail.env");
  const file = join(repo.dir, ".git/objects", oid.slice(0, 2), oid.slice(2));
  chmodSync(file, 0o644);
  writeFileSync(file, "rubbish");
  const outcome = repo.keylatch("pre-commit");
  expect(outcome.code).toBe(2);
  expect(outcome.stderr).not.toBe("");
});

test("a corrupt index", () => {
  writeFileSync(join(repo.dir, ".git/index"), "rubbish");
  const outcome = repo.keylatch("pre-commit");
  expect(outcome.code).toBe(2);
});

test.each([
  [["frobnicate"], '"frobnicate" is not a command'],
  [["scna"], "Did you mean `npx keylatch scan`?"],
  [["expl"], "Did you mean `npx keylatch explain`?"],
  [["-x"], '"-x" is not an option of keylatch itself'],
  [["--format", "json", "scan"], "Options of a command come after it"],
  [["help", "scna"], "Did you mean `npx keylatch scan`?"],
  [["explain", "--store", "vault", "--lang", "go"], "ID is missing"],
  [["explain", "--lang", "go"], "ID is missing"],
  [["override", "ad"], "Did you mean `npx keylatch override add`?"],
  [["override"], "name FINGERPRINTs, or use --all See `npx keylatch override add --help`."],
  [["scan", "--nope"], "Unknown option '--nope' See `npx keylatch scan --help`."],
  [["scan", "--al-history"], 'Did you mean "--all-history"? See `npx keylatch scan --help`.'],
  [["scan", "--stdin-filename", "mail.env"], "--stdin-filename needs --stdin"],
  [["scan", "--format", "xml"], "--format must be one of text, json, sarif"],
  [["scan", "--staged", "--stdin"], "cannot be combined"],
  [["pre-push"], "REMOTE is missing"],
  [["audit", "extra"], '"extra" is one argument too many'],
  [["override", "add", "--all"], "--reason is required"],
  [["override", "add", "--reason", "long enough"], "name FINGERPRINTs, or use --all"],
  [["explain", "aws-ses-smtp-pasword"], "aws-ses-smtp-password"],
])("the arguments %j", (args, says) => {
  expectError(repo.keylatch(...args), says);
});

test.each([["fix"], ["override", "add"]])("help of %s %s is that of the command", (...words) => {
  const { code, stdout } = repo.keylatch("help", ...words);
  expect(code).toBe(0);
  expect(stdout).toBe(repo.keylatch(...words, "--help").stdout);
});

test("no arguments at all print the help and are an error", () => {
  const outcome = repo.keylatch();
  expect(outcome.stderr).toContain("usage: keylatch COMMAND");
  expect(outcome.code).toBe(2);
});

test.each(
  [["--help"], ["scan", "--help"], ["override", "add", "-h"], ["help"], ["--version"]].map((args) => [args]),
)("%j is answered on standard output", (args) => {
  const outcome = repo.keylatch(...args);
  expect(outcome.stdout).not.toBe("");
  expect(outcome.stdout.split("\n").every((line) => line.length <= 80)).toBe(true);
  expect(outcome).toMatchObject({ code: 0, stderr: "" });
});
