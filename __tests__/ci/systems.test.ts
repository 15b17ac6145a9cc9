import type { CiRange } from "../../src/ci/system.ts";
import { systems } from "../../src/ci/systems.ts";

const A = "a".repeat(40);
const B = "b".repeat(40);
const ZERO = "0".repeat(40);

type Env = Record<string, string>;

function rangeOf(env: Env, event?: unknown): CiRange & { system: string } {
  const here = systems.filter(({ isHere }) => isHere(env));
  expect(here).toHaveLength(1);
  const [system] = here as [(typeof systems)[number]];
  return { system: system.name, ...system.range(env, event) };
}

const GITHUB = { GITHUB_ACTIONS: "true", GITHUB_SHA: B };
const GITLAB = { GITLAB_CI: "true", CI_COMMIT_SHA: B, CI_DEFAULT_BRANCH: "main" };
const AZURE = { TF_BUILD: "True", BUILD_SOURCEVERSION: B };
const BITBUCKET = { BITBUCKET_BUILD_NUMBER: "7", BITBUCKET_COMMIT: B };
const BUILDKITE = { BUILDKITE: "true", BUILDKITE_COMMIT: B, BUILDKITE_PIPELINE_DEFAULT_BRANCH: "trunk" };

const before = (variable: string) => ({ kind: "commit", revision: A, variable, mayBeGone: true });
const base = (variable: string) => ({ kind: "commit", revision: A, variable, mayBeGone: false });
const into = (variable: string) => ({ kind: "branch", name: "main", variable });
const unknown = { kind: "unknown" };

test.each<[string, Env, unknown, object]>([
  [
    "GitHub Actions: a push",
    { ...GITHUB, GITHUB_REF: "refs/heads/x" },
    { before: A, after: B, repository: { default_branch: "main" } },
    {
      base: before("before in GITHUB_EVENT_PATH"),
      head: { revision: B, variable: "GITHUB_SHA" },
      branch: "x",
      defaultBranch: "main",
    },
  ],
  [
    "GitHub Actions: a new branch",
    { ...GITHUB, GITHUB_REF: "refs/heads/x" },
    { before: ZERO, repository: { default_branch: "main" } },
    { base: { kind: "unknown", because: "before in GITHUB_EVENT_PATH is zero" }, branch: "x" },
  ],
  [
    "GitHub Actions: a new tag",
    { ...GITHUB, GITHUB_REF: "refs/tags/v1" },
    { before: ZERO },
    { base: unknown, branch: null },
  ],
  [
    "GitHub Actions: a pull request",
    { GITHUB_ACTIONS: "true", GITHUB_SHA: "c".repeat(40), GITHUB_BASE_REF: "main" },
    { pull_request: { base: { sha: A }, head: { sha: B } } },
    {
      base: base("pull_request.base.sha in GITHUB_EVENT_PATH"),
      head: { revision: B, variable: "pull_request.head.sha in GITHUB_EVENT_PATH" },
      branch: null,
    },
  ],
  [
    "GitHub Actions: a merge group",
    GITHUB,
    { merge_group: { base_sha: A, head_sha: B } },
    { base: base("merge_group.base_sha in GITHUB_EVENT_PATH"), head: { revision: B } },
  ],
  [
    "GitHub Actions: a pull request without its event",
    { ...GITHUB, GITHUB_BASE_REF: "main" },
    undefined,
    { base: into("GITHUB_BASE_REF"), head: { revision: B, variable: "GITHUB_SHA" } },
  ],
  [
    "GitHub Actions: a schedule",
    { ...GITHUB, GITHUB_EVENT_NAME: "schedule", GITHUB_REF: "refs/heads/main" },
    { schedule: "0 0 * * *" },
    { base: { kind: "unknown", because: 'the event "schedule" names no earlier commit' }, branch: "main" },
  ],
  [
    "GitLab CI: a push",
    { ...GITLAB, CI_COMMIT_BEFORE_SHA: A, CI_COMMIT_BRANCH: "x" },
    undefined,
    {
      base: before("CI_COMMIT_BEFORE_SHA"),
      head: { revision: B, variable: "CI_COMMIT_SHA" },
      branch: "x",
      defaultBranch: "main",
    },
  ],
  [
    "GitLab CI: a new branch, or a schedule",
    { ...GITLAB, CI_COMMIT_BEFORE_SHA: ZERO },
    undefined,
    { base: { kind: "unknown", because: "CI_COMMIT_BEFORE_SHA is zero" } },
  ],
  [
    "GitLab CI: a merge request",
    { ...GITLAB, CI_COMMIT_BEFORE_SHA: ZERO, CI_MERGE_REQUEST_DIFF_BASE_SHA: A },
    undefined,
    { base: base("CI_MERGE_REQUEST_DIFF_BASE_SHA"), head: { revision: B, variable: "CI_COMMIT_SHA" } },
  ],
  [
    "GitLab CI: merged results",
    {
      ...GITLAB,
      CI_COMMIT_SHA: "c".repeat(40),
      CI_MERGE_REQUEST_DIFF_BASE_SHA: A,
      CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: B,
    },
    undefined,
    { head: { revision: B, variable: "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA" } },
  ],
  [
    "CircleCI",
    { CIRCLECI: "true", CIRCLE_SHA1: B, CIRCLE_BRANCH: "x" },
    undefined,
    { base: unknown, head: { revision: B, variable: "CIRCLE_SHA1" }, branch: "x" },
  ],
  [
    "Travis CI: a push",
    { TRAVIS: "true", TRAVIS_PULL_REQUEST: "false", TRAVIS_COMMIT_RANGE: `${A}...${B}`, TRAVIS_BRANCH: "x" },
    undefined,
    {
      base: before("TRAVIS_COMMIT_RANGE"),
      head: { revision: B, variable: "TRAVIS_COMMIT_RANGE" },
      branch: "x",
    },
  ],
  [
    "Travis CI: a pull request",
    { TRAVIS: "true", TRAVIS_PULL_REQUEST: "3", TRAVIS_COMMIT_RANGE: `${A}...${B}`, TRAVIS_BRANCH: "main" },
    undefined,
    { base: base("TRAVIS_COMMIT_RANGE"), head: { revision: B }, branch: null },
  ],
  [
    "Travis CI: a new branch",
    { TRAVIS: "true", TRAVIS_COMMIT_RANGE: "", TRAVIS_COMMIT: B },
    undefined,
    { base: unknown, head: { revision: B, variable: "TRAVIS_COMMIT" } },
  ],
  [
    "Jenkins: a branch",
    { JENKINS_URL: "x", GIT_PREVIOUS_SUCCESSFUL_COMMIT: A, GIT_COMMIT: B, GIT_BRANCH: "origin/x" },
    undefined,
    {
      base: before("GIT_PREVIOUS_SUCCESSFUL_COMMIT"),
      head: { revision: B, variable: "GIT_COMMIT" },
      branch: "x",
    },
  ],
  [
    "Jenkins: a pull request",
    { JENKINS_URL: "x", CHANGE_TARGET: "main", BRANCH_NAME: "PR-1" },
    undefined,
    { base: into("CHANGE_TARGET"), head: { revision: "HEAD" }, branch: null },
  ],
  [
    "Jenkins: the first build",
    { JENKINS_URL: "x", GIT_COMMIT: B, BRANCH_NAME: "x" },
    undefined,
    { base: unknown, branch: "x" },
  ],
  [
    "Jenkins: without a URL of its own",
    { JENKINS_HOME: "/var/jenkins_home", GIT_COMMIT: B, GIT_BRANCH: "origin/x" },
    undefined,
    { base: unknown, branch: "x" },
  ],
  [
    "Jenkins: an agent that knows only its build",
    { BUILD_TAG: "jenkins-mail-7", GIT_COMMIT: B, GIT_BRANCH: "x" },
    undefined,
    { base: unknown, branch: "x" },
  ],
  [
    "Azure Pipelines: a pull request",
    {
      ...AZURE,
      SYSTEM_PULLREQUEST_TARGETBRANCH: "refs/heads/main",
      SYSTEM_PULLREQUEST_SOURCECOMMITID: A,
      BUILD_SOURCEBRANCH: "refs/pull/1/merge",
    },
    undefined,
    {
      base: into("SYSTEM_PULLREQUEST_TARGETBRANCH"),
      head: { revision: A, variable: "SYSTEM_PULLREQUEST_SOURCECOMMITID" },
      branch: null,
    },
  ],
  [
    "Azure Pipelines: a branch",
    { ...AZURE, BUILD_SOURCEBRANCH: "refs/heads/x" },
    undefined,
    { base: unknown, head: { revision: B, variable: "BUILD_SOURCEVERSION" }, branch: "x" },
  ],
  [
    "Bitbucket Pipelines: a pull request",
    { ...BITBUCKET, BITBUCKET_PR_DESTINATION_COMMIT: A, BITBUCKET_PR_DESTINATION_BRANCH: "main" },
    undefined,
    { base: base("BITBUCKET_PR_DESTINATION_COMMIT"), head: { revision: B, variable: "BITBUCKET_COMMIT" } },
  ],
  [
    "Bitbucket Pipelines: a branch",
    { ...BITBUCKET, BITBUCKET_BRANCH: "x" },
    undefined,
    { base: unknown, branch: "x" },
  ],
  [
    "Buildkite: a pull request",
    { ...BUILDKITE, BUILDKITE_PULL_REQUEST_BASE_BRANCH: "main" },
    undefined,
    { base: into("BUILDKITE_PULL_REQUEST_BASE_BRANCH"), branch: null },
  ],
  [
    "Buildkite: a branch",
    { ...BUILDKITE, BUILDKITE_PULL_REQUEST_BASE_BRANCH: "", BUILDKITE_BRANCH: "x" },
    undefined,
    { base: unknown, branch: "x", defaultBranch: "trunk" },
  ],
])("%s", (name, env, event, expected) => {
  const range = rangeOf(env, event);
  expect(name).toContain(range.system);
  expect(range).toMatchObject(expected);
});

test.each([[null], ["text"], [[]], [{ pull_request: null }], [{ before: 3 }]])(
  "an event that is %j names no earlier commit",
  (event) => {
    expect(rangeOf(GITHUB, event).base).toMatchObject(unknown);
  },
);
