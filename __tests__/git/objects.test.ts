import { setTimeout } from "node:timers/promises";
import { contentsOf, objectBatches, wholeOf } from "../../src/git/objects.ts";
import { openRepo, type Repo } from "../../src/git/repo.ts";
import { TestRepo } from "../helpers/repo.ts";

/** More than one git reads in a row, and one that comes in pieces. */
const CONTENTS = [...Array.from({ length: 3500 }, (_, n) => `content ${n}\n`), "large\n".repeat(400_000)];

let scratch: TestRepo;
let repo: Repo;
let oids: string[];
beforeAll(async () => {
  scratch = new TestRepo();
  const blobs = CONTENTS.map((text) => `blob\ndata ${text.length}\n${text}\n`);
  expect(scratch.run("git", ["fast-import", "--quiet"], { input: blobs.join("") }).code).toBe(0);
  oids = scratch
    .git("cat-file", "--batch-all-objects", "--batch-check=%(objectname)", "--unordered")
    .split("\n");
  repo = await openRepo({ cwd: scratch.dir, env: scratch.env });
});
afterAll(() => scratch.remove());

/** As a list of commits comes: some at a time. */
async function* some(all: readonly string[], size = 300): AsyncGenerator<readonly string[]> {
  for (let at = 0; at < all.length; at += size) {
    yield all.slice(at, at + size);
    yield [];
  }
}

async function contents(source: AsyncIterable<readonly string[]>): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for await (const batch of objectBatches(repo, source))
    for (const { name, pieces } of batch)
      found.set(name, [...(found.get(name) ?? []), (await wholeOf(pieces)).toString()]);
  return found;
}

test.each([1, 300, 10_000])("every object comes once, %p asked for at a time", async (size) => {
  const found = await contents(some(oids, size));
  expect([...found.keys()].sort()).toEqual([...oids].sort());
  expect([...found.values()].every(({ length }) => length === 1)).toBe(true);
  expect([...found.values()].flat().sort()).toEqual([...CONTENTS].sort());
});

test("none is asked for", async () => {
  expect(await contents(some([]))).toEqual(new Map());
});

test.each([0, 1500, 3500])("one that is missing behind %p others is an error", async (before) => {
  const asked = [...oids.slice(0, before), "f".repeat(40), ...oids.slice(before)];
  await expect(contents(some(asked))).rejects.toMatchObject({ code: "object-missing" });
});

test.each([0, 1500, 3500])("so is what stops the list behind %p", async (before) => {
  async function* broken() {
    yield* some(oids.slice(0, before));
    throw new Error("no more");
  }
  await expect(contents(broken())).rejects.toThrow("no more");
});

test("who leaves early leaves no git behind", async () => {
  async function* endless() {
    yield* some(oids);
    await new Promise(() => undefined);
  }
  for await (const _ of objectBatches(repo, endless())) break;
  const gits = () => process.getActiveResourcesInfo().filter((name) => name === "ProcessWrap");
  for (let waited = 0; waited < 100 && gits().length > 0; waited++) await setTimeout(20);
  expect(gits()).toEqual([]);
});

test("contents by name, in order: twice, none, and a path with a newline", async () => {
  scratch.write("a.env", "one\n");
  scratch.write("a\nb.env", "two\n");
  scratch.git("add", "--all");
  const read = await contentsOf(repo, [":a\nb.env", ":gone.env", ":a.env", ":gone\nb.env", ":a.env"]);
  expect(read.map((content) => content?.toString())).toEqual([
    "two\n",
    undefined,
    "one\n",
    undefined,
    "one\n",
  ]);
});
