import { mailEnv } from "../helpers/keys.ts";
import { keylatchBin, type Outcome, TestRepo } from "../helpers/repo.ts";

let repo: TestRepo;
let clean: string;
let bad: string;
beforeAll(() => {
  repo = new TestRepo();
  clean = repo.commit({ "readme.md": "hello\n" });
  bad = repo.commit({ "mail.env": mailEnv(92).text });
});
afterAll(() => repo.remove());

/** As the pre-commit framework calls a hook: no arguments, nothing on standard input. */
function prePush(env: Record<string, string>, ...args: string[]): Outcome {
  return repo.run(process.execPath, [keylatchBin(), "pre-push", ...args], { env });
}

const framework = {
  PRE_COMMIT: "1",
  PRE_COMMIT_REMOTE_NAME: "origin",
  PRE_COMMIT_REMOTE_URL: "https://git.example.com/x.git",
  PRE_COMMIT_LOCAL_BRANCH: "refs/heads/main",
  PRE_COMMIT_REMOTE_BRANCH: "refs/heads/main",
};

test("a push that the pre-commit framework tells of is checked", () => {
  const outcome = prePush({ ...framework, PRE_COMMIT_FROM_REF: clean, PRE_COMMIT_TO_REF: bad });
  expect(outcome.stderr).toContain("push blocked");
  expect(outcome.code).toBe(1);
});

test("what the remote has already is not", () => {
  expect(prePush({ ...framework, PRE_COMMIT_FROM_REF: bad, PRE_COMMIT_TO_REF: bad }).code).toBe(0);
});

test("a whole new branch is checked, of which the framework names no commit", () => {
  expect(prePush(framework).code).toBe(1);
});

test.each<[string, Record<string, string>, string[], string]>([
  ["no arguments outside of the framework", {}, [], "REMOTE is missing"],
  ["half of the arguments", {}, ["origin"], "URL is missing"],
  [
    "a missing variable",
    { ...framework, PRE_COMMIT_REMOTE_BRANCH: "" },
    [],
    "did not set PRE_COMMIT_REMOTE_BRANCH",
  ],
  [
    "pre-commit run --from-ref",
    { PRE_COMMIT: "1", PRE_COMMIT_FROM_REF: "A", PRE_COMMIT_TO_REF: "HEAD" },
    [],
    "keylatch scan --range FROM..TO",
  ],
  ["a commit that is not there", { ...framework, PRE_COMMIT_TO_REF: "1".repeat(40) }, [], "git"],
])("%s: exit 2", (_, env, args, says) => {
  const outcome = prePush(env, ...args);
  expect(outcome.stderr.replace(/\s+/g, " ")).toContain(says);
  expect(outcome.code).toBe(2);
});
