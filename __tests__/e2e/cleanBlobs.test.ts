import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { mailEnv } from "../helpers/keys.ts";
import { keylatchBin, TestRepo } from "../helpers/repo.ts";

let repo: TestRepo;

beforeEach(() => {
  repo = new TestRepo();
  repo.commit({ "a.txt": "words\n", "b.txt": "other words\n" });
});
afterEach(() => repo.remove());

const file = () => `${repo.dir}/.git/keylatch/clean`;

/** What a scan of all history read, and how it ended. */
function history(): { bytes: number; blobs: number; code: number | null } {
  const { code, stdout } = repo.keylatch("scan", "--all-history", "--format", "json");
  const { bytes, blobs } = JSON.parse(stdout).scanned;
  return { bytes, blobs, code };
}

test("a blob in which nothing was found is read once, under each name", () => {
  const first = history();
  const second = history();
  expect(second.blobs).toBe(first.blobs);
  expect(first.bytes - second.bytes).toBe("words\nother words\n".length);
  repo.commit({ "c.txt": "words\n" });
  expect(history().blobs).toBe(first.blobs);
});

test("what is found is found again, and so is a blob that another one makes a finding", () => {
  const { text } = mailEnv(3);
  repo.commit({ "mail.env": text });
  expect([history().code, history().code]).toEqual([1, 1]);
});

test.each<[string, (bytes: Buffer) => Buffer]>([
  ["cut off", (bytes) => bytes.subarray(0, -3)],
  ["empty", () => Buffer.alloc(0)],
  ["changed in one bit", (bytes) => Buffer.from(bytes.map((byte, at) => (at === 40 ? byte ^ 1 : byte)))],
])("a file that is %s counts as none, and is written anew", (_, damage) => {
  const first = history();
  const whole = readFileSync(file());
  writeFileSync(file(), damage(whole));
  expect(history()).toEqual(first);
  expect(readFileSync(file())).toEqual(whole);
});

test("a push fills it for the next one; who checks for others does not ask it", () => {
  const tip = repo.git("rev-parse", "HEAD");
  const line = `refs/heads/main ${tip} refs/heads/main ${"0".repeat(40)}\n`;
  expect(repo.run(process.execPath, [keylatchBin(), "pre-push", "x", "y"], { input: line }).code).toBe(0);
  expect(existsSync(file())).toBe(true);
  const { stdout } = repo.keylatch("audit", "verify", "--range", "HEAD", "--format", "json");
  expect(JSON.parse(stdout).scanned.bytes).toBeGreaterThan("words\nother words\n".length);
});
