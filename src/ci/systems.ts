import { github } from "./github.ts";
import {
  baseCommit,
  branchOf,
  type CiSystem,
  headFrom,
  oldTip,
  targetBranch,
  unknownBase,
} from "./system.ts";

/** @see https://docs.gitlab.com/ci/variables/predefined_variables/ */
const gitlab: CiSystem = {
  name: "GitLab CI",
  isHere: (env) => env.GITLAB_CI === "true",
  wholeHistory: "variables: { GIT_DEPTH: 0 }",
  range(env) {
    const base = env.CI_MERGE_REQUEST_DIFF_BASE_SHA;
    // In a merged-results pipeline CI_COMMIT_SHA is a merge that GitLab made.
    const source = base ? ["CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"] : [];
    return {
      base: base
        ? baseCommit(base, "CI_MERGE_REQUEST_DIFF_BASE_SHA", false)
        : oldTip(env, "CI_COMMIT_BEFORE_SHA"),
      head: headFrom(env, ...source, "CI_COMMIT_SHA"),
      branch: base ? null : env.CI_COMMIT_BRANCH || null,
      defaultBranch: env.CI_DEFAULT_BRANCH || null,
    };
  },
};

/** @see https://circleci.com/docs/reference/variables/ */
const circle: CiSystem = {
  name: "CircleCI",
  isHere: (env) => env.CIRCLECI === "true",
  wholeHistory: "- checkout: { method: full }",
  range: (env) => ({
    base: unknownBase("CircleCI has no variable for an earlier commit"),
    head: headFrom(env, "CIRCLE_SHA1"),
    branch: env.CIRCLE_BRANCH || null,
    defaultBranch: null,
  }),
};

/** @see https://docs.travis-ci.com/user/environment-variables/ */
const travis: CiSystem = {
  name: "Travis CI",
  isHere: (env) => env.TRAVIS === "true",
  wholeHistory: "git: { depth: false }",
  range(env) {
    const isPullRequest = (env.TRAVIS_PULL_REQUEST ?? "false") !== "false";
    // <base>...<head>, meant as two dots; empty for a new branch
    const [from, to] = (env.TRAVIS_COMMIT_RANGE ?? "").split(/\.{2,3}/);
    const variable = "TRAVIS_COMMIT_RANGE";
    return {
      base: from ? baseCommit(from, variable, !isPullRequest) : unknownBase(`${variable} is empty`),
      head:
        from && to ? { revision: to, variable } : headFrom(env, "TRAVIS_PULL_REQUEST_SHA", "TRAVIS_COMMIT"),
      branch: isPullRequest || env.TRAVIS_TAG ? null : env.TRAVIS_BRANCH || null,
      defaultBranch: null,
    };
  },
};

/** @see https://www.jenkins.io/doc/book/pipeline/multibranch/ @see https://plugins.jenkins.io/git/#plugin-content-environment-variables */
const jenkins: CiSystem = {
  name: "Jenkins",
  // JENKINS_URL is set only if an administrator has configured it.
  isHere: (env) => Boolean(env.JENKINS_URL || env.JENKINS_HOME || env.BUILD_TAG?.startsWith("jenkins-")),
  wholeHistory:
    "checkout scmGit(branches: scm.branches, userRemoteConfigs: scm.userRemoteConfigs, extensions: [cloneOption(shallow: false)])",
  range: (env) => ({
    base: env.CHANGE_TARGET
      ? targetBranch(env.CHANGE_TARGET, "CHANGE_TARGET")
      : // Not GIT_PREVIOUS_COMMIT, or the commits of a failed build would not be checked again.
        oldTip(env, "GIT_PREVIOUS_SUCCESSFUL_COMMIT"),
    head: headFrom(env, "GIT_COMMIT"),
    branch: env.CHANGE_TARGET ? null : env.BRANCH_NAME || env.GIT_BRANCH?.replace(/^origin\//, "") || null,
    defaultBranch: null,
  }),
};

/** @see https://learn.microsoft.com/azure/devops/pipelines/build/variables */
const azure: CiSystem = {
  name: "Azure Pipelines",
  isHere: (env) => /^true$/i.test(env.TF_BUILD ?? ""),
  wholeHistory: "- { checkout: self, fetchDepth: 0 }",
  range(env) {
    const into = env.SYSTEM_PULLREQUEST_TARGETBRANCH;
    return {
      base: into
        ? targetBranch(into, "SYSTEM_PULLREQUEST_TARGETBRANCH")
        : unknownBase("Azure Pipelines has no variable for an earlier commit"),
      head: headFrom(env, "SYSTEM_PULLREQUEST_SOURCECOMMITID", "BUILD_SOURCEVERSION"),
      branch: branchOf(env.BUILD_SOURCEBRANCH),
      defaultBranch: null,
    };
  },
};

/** @see https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/ */
const bitbucket: CiSystem = {
  name: "Bitbucket Pipelines",
  isHere: (env) => Boolean(env.BITBUCKET_BUILD_NUMBER),
  wholeHistory: "clone: { depth: full }",
  range(env) {
    const [into, at] = [env.BITBUCKET_PR_DESTINATION_BRANCH, env.BITBUCKET_PR_DESTINATION_COMMIT];
    return {
      base: at
        ? baseCommit(at, "BITBUCKET_PR_DESTINATION_COMMIT", false)
        : into
          ? targetBranch(into, "BITBUCKET_PR_DESTINATION_BRANCH")
          : unknownBase("Bitbucket Pipelines has no variable for an earlier commit"),
      head: headFrom(env, "BITBUCKET_COMMIT"),
      branch: at || into ? null : env.BITBUCKET_BRANCH || null,
      defaultBranch: null,
    };
  },
};

/** @see https://buildkite.com/docs/pipelines/configure/environment-variables */
const buildkite: CiSystem = {
  name: "Buildkite",
  isHere: (env) => env.BUILDKITE === "true",
  // Variables of a step do not change how an agent clones.
  wholeHistory: "- git fetch --unshallow || git fetch",
  range(env) {
    const into = env.BUILDKITE_PULL_REQUEST_BASE_BRANCH;
    return {
      base: into
        ? targetBranch(into, "BUILDKITE_PULL_REQUEST_BASE_BRANCH")
        : unknownBase("Buildkite has no variable for an earlier commit"),
      head: headFrom(env, "BUILDKITE_COMMIT"),
      branch: into ? null : env.BUILDKITE_BRANCH || null,
      defaultBranch: env.BUILDKITE_PIPELINE_DEFAULT_BRANCH || null,
    };
  },
};

/** The supported CI systems. */
export const systems: readonly CiSystem[] = [
  github,
  gitlab,
  circle,
  travis,
  jenkins,
  azure,
  bitbucket,
  buildkite,
];
