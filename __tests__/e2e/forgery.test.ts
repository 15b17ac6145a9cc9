import { readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { type OverrideRecord, recordPath, recordText } from "../../src/policy/record.ts";
import type { Report } from "../../src/report/formats/schema.ts";
import { mailEnv } from "../helpers/keys.ts";
import { keylatchBin, TestRepo } from "../helpers/repo.ts";

const { text: leak, secret } = mailEnv(71);
const { text: otherLeak } = mailEnv(72);
const REASON = "MAIL-212: sandbox, key deleted on 20 Nov";
const SALT = `${"5a".repeat(32)}\n`;

let template: TestRepo;
let repo: TestRepo;
let base: string;
/** Of the leak in `mail.env`, as keylatch writes it. */
let good: OverrideRecord;
beforeAll(() => {
  template = new TestRepo();
  base = template.commit({ "readme.md": "hello\n", ".keylatch/salt": SALT });
  good = honest(template, "mail.env", leak);
  template.git("reset", "--quiet", "--hard", base);
  template.git("clean", "--quiet", "-d", "--force");
});
afterAll(() => template.remove());
beforeEach(() => {
  repo = new TestRepo(template);
});
afterEach(() => repo.remove());

/** Has keylatch record a leak; the record, which is not committed. */
function honest(where: TestRepo, path: string, text: string): OverrideRecord {
  where.commit({ [path]: text });
  expect(where.keylatch("override", "add", "--all", "--reason", REASON).code).toBe(0);
  const folder = join(where.dir, ".keylatch/overrides");
  const [name] = readdirSync(folder) as [string];
  const record = JSON.parse(readFileSync(join(folder, name), "utf8"));
  rmSync(folder, { recursive: true });
  return record;
}

/** Files of a record with the name that keylatch would give it. */
function forged(change: Partial<OverrideRecord> = {}): Record<string, string> {
  const record = { ...good, ...change };
  return { [recordPath(record)]: recordText(record) };
}

function verify(): { report: Report; code: number | null; notes: string } {
  const { stdout, code } = repo.keylatch("audit", "verify", "--range", `${base}..HEAD`, "--format", "json");
  expect(stdout).not.toContain(secret);
  const report = JSON.parse(stdout) as Report;
  return { report, code, notes: report.notes.join("\n") };
}

const statuses = (report: Report) => [...new Set(report.findings.map(({ status }) => status))];

test("the record as keylatch wrote it counts, in the commit of the leak and in a later one", () => {
  repo.commit({ "mail.env": leak, ...forged() });
  expect(verify()).toMatchObject({ code: 0, report: { records: [{ status: "valid" }] } });
  repo.git("reset", "--quiet", "--hard", base);
  repo.commit({ "mail.env": leak });
  repo.commit(forged());
  expect(verify().code).toBe(0);
});

const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString();

test.each<[string, () => Record<string, string>, string]>([
  [
    "a changed reason under the old name",
    () => ({ [recordPath(good)]: recordText({ ...good, reason: "all is well here" }) }),
    "edited",
  ],
  ["a name of its own", () => ({ ".keylatch/overrides/approved.json": recordText(good) }), "edited"],
  [
    "a folder of its own",
    () => ({ [recordPath(good).replace("overrides/", "overrides/x/")]: recordText(good) }),
    "edited",
  ],
  [
    "a key twice",
    () => ({ [recordPath(good)]: recordText(good).replace("{", `{ "expires": "${day(1)}",`) }),
    "has a key twice",
  ],
  ["no JSON", () => ({ [recordPath(good)]: "approved" }), "is not valid JSON"],
  [
    "an end that never comes",
    () => forged({ expires: "9999-12-31T00:00:00.000Z" }),
    "longer than override.maxDays",
  ],
  ["an end that is no date", () => forged({ expires: "soon" }), '"expires" is wrong'],
  ["a date in the future", () => forged({ created: day(300), expires: day(330) }), "dated in the future"],
  ["an end in the past", () => forged({ created: day(-90), expires: day(-1) }), "expired on"],
  ["no reason worth the name", () => forged({ reason: "yes" }), "its reason does not match"],
  ["an AI agent's name", () => forged({ actor: "agent" }), "an AI agent made it"],
])("a record with %s does not count, and is named", (_, files, says) => {
  repo.commit({ "mail.env": leak, ...files() });
  const { code, report, notes } = verify();
  expect(notes).toContain(says);
  expect(statuses(report)).toEqual(["blocking"]);
  expect(code).toBe(1);
});

test.each<[string, () => Record<string, string>]>([
  ["for another secret", () => ({ "mail.env": otherLeak, ...forged() })],
  ["for another path", () => ({ "prod.env": leak, ...forged() })],
  [
    "for a folder",
    () => ({ "mail.env": leak, ...forged({ findings: good.findings.map((one) => ({ ...one, path: "" })) }) }),
  ],
  [
    "for every path",
    () => ({
      "mail.env": leak,
      ...forged({ findings: good.findings.map((one) => ({ ...one, path: "**" })) }),
    }),
  ],
  ["for nothing", () => ({ "mail.env": leak, ...forged({ findings: [] }) })],
])("a record %s does not count", (_, files) => {
  repo.commit(files());
  const { code, report } = verify();
  expect(statuses(report)).toEqual(["blocking"]);
  expect(code).toBe(1);
});

test("a record of another repository does not count, for it has another salt", () => {
  const other = new TestRepo();
  other.commit({ ".keylatch/salt": `${"a5".repeat(32)}\n` });
  const record = honest(other, "mail.env", leak);
  other.remove();
  repo.commit({ "mail.env": leak, [recordPath(record)]: recordText(record) });
  expect(statuses(verify().report)).toEqual(["blocking"]);
});

test("a record that is a link does not count, and is named", () => {
  repo.commit({
    "mail.env": leak,
    "elsewhere.json": recordText(good),
    ".keylatch/overrides/README.md": "records\n",
  });
  symlinkSync("../../elsewhere.json", join(repo.dir, recordPath(good)));
  repo.commit({});
  const { code, notes } = verify();
  expect(notes).toContain("is a symbolic link, not a file");
  expect(code).toBe(1);
});

test.each<[string, Record<string, string>, string]>([
  [
    "the configuration",
    { ".keylatch/config.json": JSON.stringify({ ignorePaths: ["**"] }) },
    "judged by the version in the base",
  ],
  [
    "how long a record may run",
    { ".keylatch/config.json": JSON.stringify({ override: { maxDays: 3650 } }) },
    "longer than",
  ],
  ["the salt", { ".keylatch/salt": `${"a5".repeat(32)}\n` }, "records made with the new one do not count"],
])("a change of %s in the same commit is no help, and is named", (what, files, says) => {
  const record =
    what === "the salt" ? honestWith(files[".keylatch/salt"] as string) : forged({ expires: day(300) });
  // Without a configuration in the base there is nothing to change.
  repo.git("reset", "--quiet", "--hard", base);
  base = repo.commit({ ".keylatch/config.json": "{}\n" });
  repo.commit({ "mail.env": leak, ...files, ...record });
  const { code, notes, report } = verify();
  expect(notes).toContain(says);
  expect(statuses(report)).toEqual(["blocking"]);
  expect(code).toBe(1);
  base = template.git("rev-parse", "HEAD");
});

describe("a salt that is none", () => {
  test("fails at the end of a range, before it is the base of the next", () => {
    repo.commit({ ".keylatch/salt": "pepper\n" });
    const { code, stderr } = repo.keylatch("audit", "verify", "--range", `${base}..HEAD`);
    expect(stderr).toContain(".keylatch/salt is not 64 hex digits");
    expect(code).toBe(2);
  });

  test("in the base stops no repair, which brings its own", () => {
    const broken = repo.commit({ ".keylatch/salt": "pepper\n" });
    const verifyRepair = () => repo.keylatch("audit", "verify", "--range", `${broken}..HEAD`);
    repo.commit({ ".keylatch/salt": SALT, "mail.env": leak });
    expect(verifyRepair().code).toBe(1);
    repo.commit(forged());
    const { code, stdout } = verifyRepair();
    expect(stdout.replace(/\s+/g, " ")).toContain(
      "fingerprints are made with the one that comes with this change",
    );
    expect(stdout).not.toContain("judged by the version in the base");
    expect(code).toBe(0);
  });
});

test("a configuration that cannot be read fails before it is the base of the next range", () => {
  repo.commit({ ".keylatch/config.json": "{" });
  expect(repo.keylatch("audit", "verify", "--range", `${base}..HEAD`).code).toBe(2);
});

test("in the base it stops no repair, which has no say yet", () => {
  const broken = repo.commit({ ".keylatch/config.json": "{" });
  const verifyRepair = () => repo.keylatch("audit", "verify", "--range", `${broken}..HEAD`);
  repo.commit({ ".keylatch/config.json": '{ "ignorePaths": ["**"] }' });
  const { code, stdout } = verifyRepair();
  expect(stdout.replace(/\s+/g, " ")).toContain("judged by the defaults");
  expect(stdout).not.toContain("judged by the version in the base");
  expect(code).toBe(0);
  repo.commit({ "mail.env": leak });
  expect(verifyRepair().code).toBe(1);
});

function honestWith(salt: string): Record<string, string> {
  repo.commit({ ".keylatch/salt": salt });
  const record = honest(repo, "mail.env", leak);
  return { [recordPath(record)]: recordText(record) };
}

test.each([
  ["{", "is not valid JSON"],
  ["[".repeat(1e5) + "]".repeat(1e5), "is not an override record"],
])("an unreadable record hides nothing else", (text, why) => {
  repo.commit({ "mail.env": leak, ...forged() });
  repo.commit({ ".keylatch/overrides/20261125T000000Z-00000000.json": text });
  const { code, report, notes } = verify();
  expect(notes).toContain(`20261125T000000Z-00000000.json does not count: it ${why}`);
  expect(statuses(report)).toEqual(["overridden"]);
  expect(report.records?.map(({ status }) => status).sort()).toEqual(["unreadable", "valid"]);
  expect(code).toBe(1);
});

test("a broken record fails where nothing needs it, and the last line says so", () => {
  repo.commit({ [recordPath(good)]: recordText({ ...good, reason: "all is well here" }) });
  const { stdout, code } = repo.keylatch("audit", "verify", "--range", `${base}..HEAD`);
  expect(stdout).toContain("1 override record edited or unreadable: restore or delete it");
  expect(stdout).not.toContain("clean");
  expect(code).toBe(1);
});

test("a record that was removed later is named with the commit that did it", () => {
  repo.commit({ "mail.env": leak, ...forged() });
  repo.git("rm", "--quiet", recordPath(good));
  const commit = repo.commit({});
  const { code, report, notes } = verify();
  expect(notes).toContain(`it was removed later, by commit ${commit.slice(0, 7)}`);
  expect(report.records).toEqual([
    { path: recordPath(good), status: "removed", reason: null, expires: null, commit },
  ]);
  expect(code).toBe(1);
  const fromFolder = repo.run(
    process.execPath,
    [keylatchBin(), "audit", "verify", "--range", `${base}..HEAD`],
    {
      cwd: join(repo.dir, ".keylatch"),
    },
  );
  expect(fromFolder.stdout).toContain("removed later");
});

test("a record of what is nowhere any more is named, and stops nothing", () => {
  repo.commit(forged());
  const { code, report, notes } = verify();
  expect(notes).toContain("is orphaned");
  expect(report.records).toMatchObject([{ status: "orphaned" }]);
  expect(code).toBe(0);
});

test("a record of what is only in history is not orphaned", () => {
  repo.commit({ "mail.env": leak, ...forged() });
  base = repo.git("rev-parse", "HEAD");
  repo.git("rm", "--quiet", "mail.env");
  repo.commit({});
  expect(verify()).toMatchObject({ code: 0, report: { records: [{ status: "valid" }] } });
  base = template.git("rev-parse", "HEAD");
});

describe("where .keylatch is no folder", () => {
  const commit = () => {
    repo.write("mail.env", leak);
    repo.git("add", "mail.env");
    return repo.keylatchWith({ KEYLATCH_OVERRIDE: REASON }, "pre-commit");
  };

  test("a link is not followed", () => {
    repo.git("rm", "--quiet", "-r", ".keylatch");
    symlinkSync("../outside", join(repo.dir, ".keylatch"));
    repo.commit({});
    const outcome = commit();
    expect(outcome.stderr.replace(/\s+/g, " ")).toContain(".keylatch is a symbolic link");
    expect(outcome.code).toBe(2);
    expect(readdirSync(repo.base)).not.toContain("outside");
  });

  test("a submodule takes no record", () => {
    const head = repo.git("rev-parse", "HEAD");
    repo.git("rm", "--quiet", "-r", "--cached", ".keylatch");
    repo.git("update-index", "--add", "--cacheinfo", `160000,${head},.keylatch`);
    const outcome = commit();
    expect(outcome.stderr.replace(/\s+/g, " ")).toContain(".keylatch is a submodule in this commit");
    expect(outcome.code).toBe(2);
    expect(readdirSync(join(repo.dir, ".keylatch"))).toEqual(["salt"]);
  });
});

describe("a comment that allows a key", () => {
  const allowing = (words = "keylatch:allow") => `SMTP_PASS=${secret} # ${words} sandbox of the team\n`;

  test("counts as long as it stands there, under whatever name the file has then", () => {
    repo.commit({ "mail.env": allowing() });
    repo.git("mv", "mail.env", "other.env");
    repo.commit({});
    expect(verify().code).toBe(0);
  });

  test("does not count any more when it was removed later, with the key or without", () => {
    repo.commit({ "mail.env": allowing() });
    repo.git("rm", "--quiet", "mail.env");
    repo.commit({});
    const { code, report, notes } = verify();
    expect([code, statuses(report)]).toEqual([1, ["blocking"]]);
    expect(notes).toContain("a later commit removed the comment");
  });

  test("is listed in any case and encoding", () => {
    repo.commit({
      "a.env": allowing("Keylatch:ALLOW"),
      "b.env": Buffer.from(`\ufeff${allowing()}`, "utf16le"),
    });
    const { inline } = JSON.parse(repo.keylatch("audit", "--format", "json").stdout);
    expect(inline.map(({ path }: { path: string }) => path)).toEqual(["a.env", "b.env"]);
  });

  test("allows nothing in a commit message, which no list of comments has", () => {
    repo.commit({ "a.txt": "a\n" }, `# keylatch:allow sandbox of the team\n${leak}`);
    expect(statuses(verify().report)).toEqual(["blocking"]);
  });
});
