import { defaultConfig } from "../../src/config/load.ts";
import type { Finding } from "../../src/finding.ts";
import type { Snapshot } from "../../src/git/snapshot.ts";
import { coveringRecord, type OverrideRecord, recordPath, recordText } from "../../src/policy/record.ts";
import { loadRecords } from "../../src/policy/storedRecords.ts";

const NOW = new Date("2026-11-24T12:00:00Z");
const good: OverrideRecord = {
  version: 1,
  reason: "MAIL-212: sandbox",
  by: { name: "Robin Doe", email: "robin@example.com" },
  actor: "person",
  created: "2026-11-20T12:00:00.000Z",
  expires: "2026-12-20T12:00:00.000Z",
  occasion: "commit",
  keylatch: "0.1.0",
  findings: [{ detector: "x", path: "mail.env", fingerprint: "f1", identifier: null }],
};

function snapshot(files: Readonly<Record<string, string>>): Snapshot {
  return {
    read: async (path) => (files[path] === undefined ? null : Buffer.from(files[path])),
    files: async () => Object.entries(files).map(([path, text]) => ({ path, bytes: Buffer.from(text) })),
  };
}

const load = (record: OverrideRecord, path = recordPath(record), text = recordText(record)) =>
  loadRecords(snapshot({ [path]: text }), NOW, defaultConfig.override);
const finding = (change: Partial<Finding>) => ({ fingerprint: "f1", path: "mail.env", ...change }) as Finding;

test("the name is the time and eight digits of the content", () => {
  expect(recordPath(good)).toMatch(/^\.keylatch\/overrides\/20261120T120000Z-[0-9a-f]{8}\.json$/);
});

test.each([
  ["as written", recordText(good)],
  ["laid out by a formatter", JSON.stringify(good, null, "\t")],
  ["with its keys in another order", JSON.stringify(Object.fromEntries(Object.entries(good).reverse()))],
  ["with CRLF and a byte order mark", `\uFEFF${recordText(good).replaceAll("\n", "\r\n")}`],
])("a record counts %s", async (_, text) => {
  const [stored] = await load(good, recordPath(good), text);
  expect(stored?.problem).toBeNull();
});

test.each([
  ["edited", { ...good, reason: "something else" }, recordPath(good)],
  ["edited", good, ".keylatch/overrides/20261120T120000Z-00000000.json"],
  ["edited", good, recordPath(good).replace("T12", "T13")],
  ["expired", { ...good, expires: "2026-11-24T11:59:59.000Z" }, undefined],
  ["too-long", { ...good, expires: "2027-11-20T12:00:00.000Z" }, undefined],
  ["too-long", { ...good, expires: "9999-12-31T23:59:59.000Z" }, undefined],
  [
    "future",
    { ...good, created: "2027-11-20T12:00:00.000Z", expires: "2027-12-20T12:00:00.000Z" },
    undefined,
  ],
] as const)("%s", async (problem, record, path) => {
  const [stored] = await load(record, path);
  expect(stored?.problem).toBe(problem);
  expect(coveringRecord(finding({}), stored === undefined ? [] : [stored])).toBeUndefined();
});

test.each([
  ["another fingerprint", { fingerprint: "f2" }],
  ["another path", { path: "other.env" }],
])("a record does not cover %s", async (_, change) => {
  const records = await load(good);
  expect(coveringRecord(finding({}), records)?.record.reason).toBe(good.reason);
  expect(coveringRecord(finding(change), records)).toBeUndefined();
});

test.each([
  ["no JSON", "{", "is not valid JSON"],
  ["a key too many", JSON.stringify({ ...good, approved: true }), '"approved" is wrong or missing'],
  ["a key too few", JSON.stringify({ ...good, by: undefined }), '"by" is wrong or missing'],
  ["another version", JSON.stringify({ ...good, version: 2 }), '"version"'],
  ["no date", JSON.stringify({ ...good, expires: "never" }), '"expires"'],
  [
    "a date that no calendar has",
    JSON.stringify({ ...good, expires: "2026-12-20T99:00:00.000Z" }),
    '"expires"',
  ],
  ["a date with an offset", JSON.stringify({ ...good, expires: "2026-12-20T12:00:00+14:00" }), '"expires"'],
  [
    "a key twice",
    recordText(good).replace("{", '{ "expires": "2026-11-21T00:00:00.000Z",'),
    "has a key twice",
  ],
  ["nothing", "", "is not valid JSON"],
  ["a list", "[]", "is not an override record"],
])("%s is no record, and says why", async (_, text, why) => {
  const [stored] = await load(good, recordPath(good), text);
  expect(stored).toMatchObject({ record: null, problem: "unreadable", why: expect.stringContaining(why) });
  expect(coveringRecord(finding({}), stored === undefined ? [] : [stored])).toBeUndefined();
});

test("a symbolic link is no record", async () => {
  const path = recordPath(good);
  const files = async () => [{ path, bytes: null, is: "a symbolic link" } as const];
  const [stored] = await loadRecords({ read: async () => null, files }, NOW, defaultConfig.override);
  expect(stored).toMatchObject({ problem: "unreadable", why: "is a symbolic link, not a file" });
});

test("a key in a string is not counted as one", async () => {
  const record = { ...good, reason: '"expires": "\\" is what we talked about' };
  expect((await load(record))[0]?.problem).toBeNull();
});

test("other files of the folder are none", async () => {
  expect(await load(good, ".keylatch/overrides/README.md", "who may approve")).toEqual([]);
});

test.each([
  ["a pattern", { reasonPattern: "^SEC-" }, {}, "reason"],
  [
    "a pattern that backtracks for ever",
    { reasonPattern: "^(\\w+\\s?)+$" },
    { reason: `${"a".repeat(60)}!` },
    "reason",
  ],
  ["fewer days", { maxDays: 7 }, {}, "too-long"],
  ["no agents", { agents: "refuse" }, { actor: "agent" }, "agent"],
  ["agents", { agents: "allow" }, { actor: "agent" }, null],
  ["any", {}, { reason: "yes" }, "reason"],
] as const)("policy with %s judges a record", async (_, policy, change, problem) => {
  const record = { ...good, ...change };
  const files = { [recordPath(record)]: recordText(record) };
  const [stored] = await loadRecords(snapshot(files), NOW, { ...defaultConfig.override, ...policy });
  expect(stored?.problem).toBe(problem);
});
