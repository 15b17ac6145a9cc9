import type { Finding } from "../../src/finding.ts";
import type { Snapshot } from "../../src/git/snapshot.ts";
import {
  coveringRecord,
  loadRecords,
  type OverrideRecord,
  recordPath,
  recordText,
} from "../../src/policy/record.ts";

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
    list: async () => Object.keys(files),
  };
}

const load = (record: OverrideRecord, path = recordPath(record), text = recordText(record)) =>
  loadRecords(snapshot({ [path]: text }), NOW, 90);
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
  ["no JSON", "{"],
  ["a key too many", JSON.stringify({ ...good, approved: true })],
  ["a key too few", JSON.stringify({ ...good, by: undefined })],
  ["another version", JSON.stringify({ ...good, version: 2 })],
  ["no date", JSON.stringify({ ...good, expires: "never" })],
])("%s is an error that names the file", async (_, text) => {
  await expect(load(good, ".keylatch/overrides/x.json", text)).rejects.toThrow(".keylatch/overrides/x.json");
});
