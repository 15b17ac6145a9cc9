import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { mailEnv } from "../helpers/keys.ts";
import { keylatchBin, type Outcome, TestRepo } from "../helpers/repo.ts";

const { text: leak, secret } = mailEnv(71);
const ZERO = "0".repeat(40);

/** main has `base`; `side` and a clone of it have `leaky` with a key, and `head` without one. */
let repo: TestRepo;
let clone: string;
let [base, leaky, head] = ["", "", ""];
beforeAll(() => {
  repo = new TestRepo();
  repo.commit({ "readme.md": "hello\n" });
  base = repo.commit({ "readme.md": "more\n" });
  repo.git("switch", "--quiet", "--create", "side");
  leaky = repo.commit({ "mail.env": leak });
  head = repo.commit({ "other.txt": "x\n" });
  repo.git("switch", "--quiet", "main");
  clone = join(repo.base, "clone");
  repo.git("clone", "--quiet", "--branch=side", `file://${repo.dir}`, clone);
});
afterAll(() => repo.remove());

type Env = Record<string, string>;

function ci(env: Env, args: readonly string[] = [], cwd = clone): Outcome {
  const outcome = repo.run(process.execPath, [keylatchBin(), "ci", ...args], { cwd, env });
  expect(outcome.stdout + outcome.stderr).not.toContain(secret);
  return outcome;
}

/** The variables of a GitHub job, with its event in a file. */
function github(event: unknown, env: Env = {}): Env {
  const path = join(repo.base, "event.json");
  writeFileSync(path, JSON.stringify(event));
  return {
    GITHUB_ACTIONS: "true",
    GITHUB_SHA: head,
    GITHUB_REF: "refs/heads/side",
    GITHUB_EVENT_PATH: path,
    ...env,
  };
}

/** The whole range and the variables that name it, per system. */
const ranges: [string, () => Env, string][] = [
  ["a push on GitHub", () => github({ before: base }), "before in GITHUB_EVENT_PATH to GITHUB_SHA"],
  [
    "a pull request on GitHub",
    () => github({ pull_request: { base: { sha: base }, head: { sha: head } } }),
    "pull_request.base.sha in GITHUB_EVENT_PATH",
  ],
  [
    "a merge group on GitHub",
    () => github({ merge_group: { base_sha: base, head_sha: head } }),
    "merge_group.base_sha",
  ],
  [
    "a new branch on GitHub",
    () => github({ before: ZERO, repository: { default_branch: "main" } }),
    "from origin/main to GITHUB_SHA; before in GITHUB_EVENT_PATH is zero",
  ],
  [
    "a push on GitLab",
    () => ({ GITLAB_CI: "true", CI_COMMIT_BEFORE_SHA: base, CI_COMMIT_SHA: head }),
    "CI_COMMIT_BEFORE_SHA to CI_COMMIT_SHA",
  ],
  [
    "a new branch on GitLab",
    () => ({ GITLAB_CI: "true", CI_COMMIT_BEFORE_SHA: ZERO, CI_COMMIT_SHA: head, CI_DEFAULT_BRANCH: "main" }),
    "from origin/main to CI_COMMIT_SHA",
  ],
  [
    "a merge request on GitLab",
    () => ({ GITLAB_CI: "true", CI_MERGE_REQUEST_DIFF_BASE_SHA: base, CI_COMMIT_SHA: head }),
    "CI_MERGE_REQUEST_DIFF_BASE_SHA",
  ],
  [
    "a branch on CircleCI",
    () => ({ CIRCLECI: "true", CIRCLE_SHA1: head, CIRCLE_BRANCH: "side" }),
    "from origin/main to CIRCLE_SHA1",
  ],
  [
    "a push on Travis",
    () => ({ TRAVIS: "true", TRAVIS_COMMIT_RANGE: `${base}...${head}` }),
    "TRAVIS_COMMIT_RANGE",
  ],
  [
    "a branch on Jenkins",
    () => ({ JENKINS_URL: "x", GIT_PREVIOUS_SUCCESSFUL_COMMIT: base, GIT_COMMIT: head }),
    "GIT_PREVIOUS_SUCCESSFUL_COMMIT to GIT_COMMIT",
  ],
  [
    "a pull request on Jenkins",
    () => ({ JENKINS_URL: "x", CHANGE_TARGET: "main", GIT_COMMIT: head }),
    "origin/main (CHANGE_TARGET)",
  ],
  [
    "a pull request on Azure",
    () => ({
      TF_BUILD: "True",
      SYSTEM_PULLREQUEST_TARGETBRANCH: "refs/heads/main",
      BUILD_SOURCEVERSION: head,
    }),
    "origin/main (SYSTEM_PULLREQUEST_TARGETBRANCH)",
  ],
  [
    "a pull request on Bitbucket",
    () => ({
      BITBUCKET_BUILD_NUMBER: "1",
      BITBUCKET_PR_DESTINATION_COMMIT: base.slice(0, 12),
      BITBUCKET_COMMIT: head,
    }),
    "BITBUCKET_PR_DESTINATION_COMMIT",
  ],
  [
    "a pull request on Buildkite",
    () => ({ BUILDKITE: "true", BUILDKITE_PULL_REQUEST_BASE_BRANCH: "main", BUILDKITE_COMMIT: head }),
    "origin/main (BUILDKITE_PULL_REQUEST_BASE_BRANCH)",
  ],
];

test.each(ranges)("the range of %s is found and checked", (_, env, says) => {
  const { code, stdout, stderr } = ci(env());
  expect(stderr).toContain(`${base.slice(0, 7)}..${head.slice(0, 7)}`);
  expect(stderr).toContain(says);
  expect(stdout.replace(/\s+/g, " ")).toContain("1 secret in 1 of 2 commits");
  expect(code).toBe(1);
});

test("only what the range has is checked", () => {
  const { code, stdout } = ci({ GITLAB_CI: "true", CI_COMMIT_BEFORE_SHA: leaky, CI_COMMIT_SHA: head });
  expect(stdout).toContain("clean: 1 commit");
  expect(code).toBe(0);
});

test("what is in CI is published", () => {
  const { stdout } = ci({ GITLAB_CI: "true", CI_COMMIT_BEFORE_SHA: base, CI_COMMIT_SHA: head }, [
    "--format",
    "json",
  ]);
  expect(JSON.parse(stdout).findings[0].exposure).toBe("published");
});

test("a range without commits is not called clean", () => {
  const { code, stdout } = ci({ GITLAB_CI: "true", CI_COMMIT_BEFORE_SHA: head, CI_COMMIT_SHA: head });
  expect(stdout).toContain("nothing was searched");
  expect(code).toBe(0);
});

test.each([
  ["the default branch", { CI_COMMIT_BRANCH: "main", CI_DEFAULT_BRANCH: "main" }],
  ["a default branch that is not here", { CI_COMMIT_BRANCH: "side", CI_DEFAULT_BRANCH: "trunk" }],
])("everything is checked without an earlier commit, on %s", (_, more) => {
  const { code, stderr } = ci({
    GITLAB_CI: "true",
    CI_COMMIT_BEFORE_SHA: ZERO,
    CI_COMMIT_SHA: head,
    ...more,
  });
  expect(stderr).toContain(`everything up to ${head.slice(0, 7)} (CI_COMMIT_SHA)`);
  expect(code).toBe(1);
});

test("after a forced push the range starts at the default branch", () => {
  const gone = "1".repeat(40);
  const { code, stderr } = ci({
    GITLAB_CI: "true",
    CI_COMMIT_BEFORE_SHA: gone,
    CI_COMMIT_SHA: head,
    CI_DEFAULT_BRANCH: "main",
  });
  expect(stderr).toContain(`${base.slice(0, 7)}..${head.slice(0, 7)}, from origin/main`);
  expect(stderr).toContain(gone);
  expect(code).toBe(1);
});

describe("a checkout that lacks commits is an error that says what to write", () => {
  const wholeHistory: [string, Env, string][] = [
    [
      "GitHub",
      { GITHUB_ACTIONS: "true" },
      "\n    - { uses: actions/checkout@v4, with: { fetch-depth: 0 } }\n",
    ],
    ["GitLab", { GITLAB_CI: "true" }, "GIT_DEPTH: 0"],
    ["CircleCI", { CIRCLECI: "true" }, "method: full"],
    ["Travis", { TRAVIS: "true" }, "depth: false"],
    ["Jenkins", { JENKINS_URL: "x" }, "cloneOption(shallow: false)"],
    ["Azure", { TF_BUILD: "True" }, "fetchDepth: 0"],
    ["Bitbucket", { BITBUCKET_BUILD_NUMBER: "1" }, "depth: full"],
    ["Buildkite", { BUILDKITE: "true" }, "- git fetch --unshallow || git fetch"],
  ];
  let shallow: string;
  beforeAll(() => {
    shallow = join(repo.base, "shallow");
    repo.git("clone", "--quiet", "--depth=1", "--branch=side", `file://${repo.dir}`, shallow);
  });

  const expectNothingChecked = ({ code, stdout, stderr }: Outcome, ...says: string[]) => {
    for (const text of ["Nothing was checked", ...says]) expect(stderr.replace(/\s+/g, " ")).toContain(text);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  };

  test.each(wholeHistory)("shallow, on %s", (_, env, line) => {
    const outcome = ci(env, [], shallow);
    expectNothingChecked(outcome, "this checkout is shallow");
    expect(outcome.stderr).toContain(line);
  });

  test.each(ranges)("shallow, for %s", (_, env) => {
    expectNothingChecked(ci(env(), [], shallow), "this checkout is shallow");
  });

  test("a shallow checkout that has the whole range is enough", () => {
    const enough = join(repo.base, "enough");
    repo.git("clone", "--quiet", "--depth=3", "--branch=side", `file://${repo.dir}`, enough);
    const env = { GITLAB_CI: "true", CI_COMMIT_BEFORE_SHA: base, CI_COMMIT_SHA: head };
    expect(ci(env, [], enough).stdout).toContain("1 of 2 commits");
  });

  test("a target branch that was not fetched", () => {
    const single = join(repo.base, "single");
    repo.git("clone", "--quiet", "--single-branch", "--branch=side", `file://${repo.dir}`, single);
    expectNothingChecked(
      ci({ JENKINS_URL: "x", CHANGE_TARGET: "main" }, [], single),
      "CHANGE_TARGET names main",
      "git fetch origin '+refs/heads/main:refs/remotes/origin/main'",
    );
  });

  test("a base commit that is nowhere", () => {
    const env = github({ pull_request: { base: { sha: "1".repeat(40) }, head: { sha: head } } });
    expectNothingChecked(ci(env), "pull_request.base.sha", "fetch-depth: 0");
  });

  test("a partial clone, until everything is fetched", () => {
    const partial = join(repo.base, "partial");
    repo.git("config", "uploadpack.allowFilter", "true");
    repo.git(
      "clone",
      "--quiet",
      "--filter=blob:none",
      "--no-checkout",
      "--branch=side",
      `file://${repo.dir}`,
      partial,
    );
    const env = { CIRCLECI: "true", CIRCLE_BRANCH: "side" };
    expectNothingChecked(ci(env, [], partial), "partial clone", "git fetch --refetch --no-filter");
    expect(repo.run("git", ["fetch", "--quiet", "--refetch", "--no-filter"], { cwd: partial }).code).toBe(0);
    expect(ci(env, [], partial).code).toBe(1);
  });
});

describe("policy", () => {
  let own: TestRepo;
  let start = "";
  beforeEach(() => {
    own = new TestRepo();
    start = own.commit({ "readme.md": "hello\n" });
  });
  afterEach(() => own.remove());
  const check = () =>
    own.run(process.execPath, [keylatchBin(), "ci"], {
      env: { GITLAB_CI: "true", CI_COMMIT_BEFORE_SHA: start, CI_COMMIT_SHA: own.git("rev-parse", "HEAD") },
    });

  test("a configuration in the range does not switch the check off", () => {
    own.commit({ ".keylatch/config.json": JSON.stringify({ ignorePaths: ["**"] }), "mail.env": leak });
    expect(check().code).toBe(1);
  });

  test("a record in the range counts", () => {
    own.commit({ "mail.env": leak });
    own.keylatch("override", "add", "--all", "--reason", "MAIL-1: test account, closed");
    own.commit({}, "record");
    const { code, stdout } = check();
    expect(stdout).toContain("MAIL-1: test account, closed");
    expect(code).toBe(0);
  });
});

test("on GitHub the findings are annotations too", () => {
  const { stdout } = ci(github({ before: base }));
  expect(stdout).toMatch(/^::error file=mail\.env,line=3,endLine=3,col=15,endColumn=59,title=keylatch%3A /m);
});

test.each([["json"], ["sarif"], ["gitlab"]])("--format %s is alone on standard output", (format) => {
  expect(() => JSON.parse(ci(github({ before: base }), ["--format", format]).stdout)).not.toThrow();
});

test("--format gitlab is a code quality report", () => {
  const env = { GITLAB_CI: "true", CI_COMMIT_BEFORE_SHA: base, CI_COMMIT_SHA: head };
  const { code, stdout } = ci(env, ["--format", "gitlab"]);
  expect(JSON.parse(stdout)).toContainEqual({
    description: expect.stringContaining("Amazon SES SMTP password"),
    check_name: "aws-ses-smtp-password",
    fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
    severity: "critical",
    location: { path: "mail.env", lines: { begin: 3 } },
  });
  expect(code).toBe(1);
});

test("outside of CI it is an error", () => {
  const { code, stderr } = ci({});
  expect(stderr.replace(/\s+/g, " ")).toContain("keylatch audit verify --range A..B");
  expect(code).toBe(2);
});

test.each([
  ["no such file", "nowhere.json"],
  ["no JSON", "rubbish.json"],
])("an event file that is %s is an error", (_, name) => {
  writeFileSync(join(repo.base, "rubbish.json"), "rubbish");
  const { code, stderr } = ci({ GITHUB_ACTIONS: "true", GITHUB_EVENT_PATH: join(repo.base, name) });
  expect(stderr).toContain(name);
  expect(code).toBe(2);
});
