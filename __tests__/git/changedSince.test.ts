import { changedSince } from "../../src/git/changedSince.ts";
import { openRepo, type Repo } from "../../src/git/repo.ts";
import { TestRepo } from "../helpers/repo.ts";

let scratch: TestRepo;
let repo: Repo;
let from: string;
beforeAll(async () => {
  scratch = new TestRepo();
  from = scratch.commit({ kept: "1", "new\nline": "1", changed: "1", restored: "1", gone: "1", merged: "1" });
  scratch.git("switch", "--quiet", "--create", "side");
  scratch.commit({ merged: "2" });
  scratch.git("switch", "--quiet", "main");
  scratch.commit({ changed: "2", restored: "2", ":(glob)*": "2" });
  scratch.commit({ restored: "1" });
  scratch.git("rm", "--quiet", "gone");
  scratch.git("commit", "--quiet", "--message", "remove");
  scratch.git("merge", "--quiet", "--no-edit", "side");
  repo = await openRepo({ cwd: scratch.dir, env: scratch.env });
});
afterAll(() => scratch.remove());

/** Asked for one by one, what is in git's answer to many must not make a difference. */
test.each<[string, boolean]>([
  ["kept", false],
  ["changed", true],
  ["restored", true],
  ["gone", true],
  ["merged", true],
  [":(glob)*", true],
  ["never there", false],
  ["new\nline", true],
])("%j: %p", async (path, isChanged) => {
  const head = repo.head as string;
  expect(await changedSince(repo, from, head, [path])).toEqual(new Set(isChanged ? [path] : []));
  const many = await changedSince(repo, from, head, ["kept", "changed", path, "merged"]);
  expect(many.has(path)).toBe(isChanged);
});

test("after the last commit nothing is changed", async () => {
  const head = repo.head as string;
  expect(await changedSince(repo, head, head, ["changed", "new\nline"])).toEqual(new Set());
});
