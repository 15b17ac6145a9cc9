import { join } from "node:path";
import { type OverrideRecord, recordPath, recordText } from "../../src/policy/record.ts";
import { mailEnv } from "../helpers/keys.ts";
import { keylatchBin, TestRepo } from "../helpers/repo.ts";

const [kept, gone, commented] = [mailEnv(81), mailEnv(82), mailEnv(83)];

let repo: TestRepo;
beforeAll(() => {
  repo = new TestRepo();
  repo.commit({ ".keylatch/salt": `${"5a".repeat(32)}\n` });
  add("kept.env", kept.text, "Robin Doe", "OPS-1: the sandbox of the mail team");
  add("gone.env", gone.text, "Sam Poe", "OPS-2: will be deleted next week");
  repo.git("rm", "--quiet", "gone.env");
  const allowed = commented.text.replace(
    `${commented.secret}\n`,
    `${commented.secret} # keylatch:allow dead since 2019\n`,
  );
  repo.commit({ "commented.env": allowed });
  const old: OverrideRecord = {
    version: 1,
    reason: `copied by hand: ${kept.secret}`,
    by: { name: "Kim Roe", email: "kim@example.net" },
    actor: "person",
    created: "2026-01-01T00:00:00.000Z",
    expires: "2026-02-01T00:00:00.000Z",
    occasion: "add",
    keylatch: "0.1.0",
    findings: [
      { detector: "aws-ses-smtp-password", path: "never.env", fingerprint: "0".repeat(32), identifier: null },
    ],
  };
  repo.commit({ [recordPath(old)]: recordText(old), ".keylatch/overrides/x.json": "{" });
});
afterAll(() => repo.remove());

function add(path: string, text: string, name: string, reason: string): void {
  repo.commit({ [path]: text });
  const env = {
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: `${name.split(" ")[0]?.toLowerCase()}@example.com`,
  };
  expect(repo.keylatchWith(env, "override", "add", "--all", "--reason", reason).code).toBe(0);
  repo.commit({});
}

function audit(...args: string[]) {
  const { stdout, code } = repo.keylatch("audit", ...args, "--format", "json");
  expect(code).toBe(0);
  const { records, inline } = JSON.parse(stdout);
  return {
    records: (records as { path: string; status: string; use?: string; reason?: string }[]).map(
      ({ path, status, use, reason }) =>
        reason === undefined ? `${path.slice(-6)} ${status}` : `${reason.slice(0, 5)} ${status} ${use}`,
    ),
    inline,
  };
}

const [KEPT, GONE, OLD, BAD] = [
  "OPS-1 valid files",
  "OPS-2 valid history",
  "copie expired nowhere",
  "x.json unreadable",
];

test.each<[string[], string[], number]>([
  [[], [OLD, KEPT, GONE, BAD], 1],
  [["--expired"], [OLD], 0],
  [["--unused"], [OLD, GONE], 0],
  [["--by", "sam"], [GONE], 0],
  [["--by", "KIM@example"], [OLD], 0],
  [["--by", "robin"], [KEPT], 1],
  [["--unused", "--by", "robin"], [], 0],
  [["--unused", "--expired"], [OLD], 0],
])("audit %j", (args, records, comments) => {
  const { records: listed, inline } = audit(...args);
  // Two of one second stand in the order of their digests.
  expect(listed.sort()).toEqual(records.sort());
  expect(inline).toHaveLength(comments);
});

test("a comment is listed with who wrote it, when, why and where", () => {
  expect(audit().inline).toEqual([
    {
      path: "commented.env",
      line: 3,
      detector: "aws-ses-smtp-password",
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      reason: "dead since 2019",
      by: { name: "Robin Doe", email: "robin@example.com" },
      created: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      commit: expect.stringMatching(/^[0-9a-f]{40}$/),
    },
  ]);
});

test("a record is listed with the commit that it came in with, and whose that is", () => {
  const { stdout } = repo.keylatch("audit");
  const [, commit] = repo.git("log", "--format=%h", "--abbrev=7", "--", ".keylatch/overrides").split("\n");
  expect(stdout).toMatch(
    RegExp(`who: +Sam Poe .*\n +in: +${commit}, a commit of Robin Doe <robin@example.com>\n`),
  );
  expect(stdout).toMatch(/who: +Robin Doe .*\n +in: +[0-9a-f]{7}\n/);
});

test("a bare repository is audited as its HEAD is", () => {
  repo.git("clone", "--quiet", "--bare", repo.dir, "../bare.git");
  const { stdout } = repo.run(process.execPath, [keylatchBin(), "audit", "--format", "json"], {
    cwd: join(repo.base, "bare.git"),
  });
  expect(
    JSON.parse(stdout)
      .records.map(({ use }: { use?: string }) => use)
      .sort(),
  ).toEqual(["files", "history", "nowhere", undefined]);
});

test("in a shallow clone nothing is called unused for want of history, and no range clean", () => {
  repo.git("clone", "--quiet", "--depth", "1", `file://${repo.dir}`, "../shallow");
  const shallow = (...args: string[]) =>
    repo.run(process.execPath, [keylatchBin(), ...args], { cwd: join(repo.base, "shallow") });
  expect(shallow("audit").stdout).not.toContain("nowhere");
  const { stdout, stderr, code } = shallow("audit", "verify", "--range", "HEAD");
  expect(stdout).toBe("");
  expect(stderr).toContain("git fetch --unshallow");
  expect(code).toBe(2);
});

test("as text it says who, when, why, what, until when and whether it is used, and no secret", () => {
  const { stdout } = repo.keylatch("audit");
  for (const words of [
    /who: +Sam Poe <sam@example.com>, a person/,
    /when: +\d{4}-\d\d-\d\d \d\d:\d\d UTC, at keylatch override add/,
    /why: +OPS-2: will be deleted next week/,
    /what: +aws-access-key-id in kept.env .*\n +aws-ses-smtp-password in kept.env/,
    /until: +\d{4}-\d\d-\d\d \(90 days left\)/,
    /until: +2026-02-01: expired, does not count/,
    /use: +unused: in no file any more, but still in history/,
    /use: +unused: what it let through is no longer at its path/,
    /why: +does not count: it is not valid JSON/,
    /4 records, 2 in force and 1 finding allowed by comments/,
  ])
    expect(stdout).toMatch(words);
  for (const { secret } of [kept, gone, commented]) expect(stdout).not.toContain(secret);
});

test.each([
  ["(tag message)", "history", "valid"],
  ["(branch name)", "history", "valid"],
  ["(commit message)", "nowhere", "orphaned"],
  ["(tag x).env", "nowhere", "orphaned"],
])("what no history shows is not called gone: %s", (path, use, status) => {
  const folder = new TestRepo();
  const now = Date.now();
  const record: OverrideRecord = {
    version: 1,
    reason: "OPS-4: revoked last week",
    by: { name: "Kim Roe", email: "kim@example.net" },
    actor: "person",
    created: new Date(now - 60_000).toISOString(),
    expires: new Date(now + 86_400_000).toISOString(),
    occasion: "push",
    keylatch: "0.1.0",
    findings: [{ detector: "aws-ses-smtp-password", path, fingerprint: "0".repeat(32), identifier: null }],
  };
  folder.commit({ ".keylatch/salt": `${"5a".repeat(32)}\n`, [recordPath(record)]: recordText(record) });
  expect(JSON.parse(folder.keylatch("audit", "--format", "json").stdout).records[0].use).toBe(use);
  const verified = folder.keylatch("audit", "verify", "--range", "HEAD", "--format", "json");
  expect(JSON.parse(verified.stdout).records[0].status).toBe(status);
  folder.remove();
});

test("no name of an author tells a secret", () => {
  const folder = new TestRepo(repo);
  const { secret } = mailEnv(84);
  const env = { GIT_AUTHOR_NAME: `Robin ${secret}` };
  folder.write("named.env", `SES_SMTP_PASSWORD=${commented.secret} # keylatch:allow dead since 2019\n`);
  expect(folder.keylatchWith({}, "override", "add", "--all", "--reason", "OPS-3: the same again").code).toBe(
    0,
  );
  folder.git("add", ".");
  expect(folder.run("git", ["commit", "--quiet", "-m", "named"], { env }).code).toBe(0);
  for (const format of ["text", "json"]) {
    const { stdout } = folder.keylatch("audit", "--format", format);
    expect(stdout).toContain("Robin *");
    expect(stdout).not.toContain(secret);
  }
  folder.remove();
});
