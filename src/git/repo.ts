import { lstatSync } from "node:fs";
import { join } from "node:path";
import { KeylatchError } from "../errors.ts";
import { absentAsNull } from "../isAbsent.ts";
import { GitError, type GitIo, git, gitText, gitTextIfAny } from "./run.ts";
import { requireVersion } from "./version.ts";

/** A git repository as this process sees it. Paths are absolute, as git prints them. */
export interface Repo extends GitIo {
  /** The output of `git version`. */
  readonly version: string;
  /** Top of the work tree; `null` in a bare repository. */
  readonly top: string | null;
  /** The git directory of this work tree. */
  readonly gitDir: string;
  /** The directory shared by all work trees. */
  readonly commonDir: string;
  /** Oid of HEAD, `null` before the first commit. */
  readonly head: string | null;
  /** Oid of the empty tree, in this repository's hash function. */
  readonly emptyTree: string;
}

/**
 * Opens the repository that contains `io.cwd`, or the one in GIT_DIR.
 * @throws {KeylatchError} `not-a-repository`, `other-owner`, `repository-path`, `git-too-old`, `git-missing`
 */
export async function openRepo(io: GitIo): Promise<Repo> {
  const [version, facts] = await Promise.all([gitText(io, ["version"]), factsOf(io).catch(asError)]);
  requireVersion(version);
  if (facts instanceof Error) throw facts;
  const { bare, hash, gitDir, commonDir, top, head } = facts;
  const isBare = bare === "true" && io.env.GIT_WORK_TREE === undefined;
  if (head === null) await requireUnborn(io, commonDir);
  return {
    cwd: io.cwd,
    env: io.env,
    version,
    top: isBare ? null : top,
    gitDir,
    commonDir,
    head,
    // The empty tree's oid is a constant of the hash function.
    emptyTree:
      hash === "sha256"
        ? "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"
        : "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
  };
}

/** What `git rev-parse` prints about a repository. */
interface Facts extends Record<"bare" | "hash" | "gitDir" | "commonDir", string> {
  readonly top: string | null;
  readonly head: string | null;
}

const ABOUT = [
  "rev-parse",
  "--path-format=absolute",
  "--is-bare-repository",
  "--show-object-format",
  "--git-dir",
  "--git-common-dir",
];

/** Asks git for everything at once. In a bare or new repository that fails, and the parts are asked for separately. */
async function factsOf(io: GitIo): Promise<Facts> {
  const all = await gitText(io, [...ABOUT, "--show-toplevel", "HEAD^{commit}"]).catch(asError);
  if (all instanceof Error && isNoRepository(all)) throw notOpened(io, all);
  const lines = all instanceof Error ? [] : all.split("\n");
  const [bare, hash, gitDir, commonDir, top, head] = lines;
  // There are more lines if the name of a folder contains a newline.
  if (lines.length === 6) return { bare, hash, gitDir, commonDir, top, head } as Facts;
  return factsOneByOne(io);
}

async function factsOneByOne(io: GitIo): Promise<Facts> {
  const [answer, top, head] = await Promise.all([
    gitText(io, ABOUT).catch(asError),
    topOf(io).catch(asError),
    headOf(io).catch(asError),
  ]);
  if (answer instanceof Error) throw notOpened(io, answer);
  if (top instanceof Error) throw top;
  if (head instanceof Error) throw head;
  const [bare, hash, gitDir, commonDir, ...rest] = answer.split("\n");
  if (gitDir === undefined || commonDir === undefined)
    throw new KeylatchError("git-output", "git rev-parse did not say where the repository is");
  if (rest.length > 0)
    throw new KeylatchError("repository-path", "the path of this repository has a line break in it", {
      hint: "Nothing was checked: git does not say where such a path ends. Give the folder another name.",
    });
  return { bare, hash, gitDir, commonDir, top, head } as Facts;
}

/** The repository that contains `io.cwd`; `null` outside of one. */
export async function openRepoIfAny(io: GitIo): Promise<Repo | null> {
  try {
    return await openRepo(io);
  } catch (error) {
    if (error instanceof KeylatchError && error.code === "not-a-repository") return null;
    throw error;
  }
}

function isNoRepository(error: Error): boolean {
  return error instanceof GitError && /not a git repository/i.test(error.stderr);
}

function notOpened(io: GitIo, cause: Error): Error {
  const trust = /^\tgit config .* safe\.directory .*/m.exec((cause as GitError).stderr)?.[0];
  if (trust !== undefined)
    return new KeylatchError("other-owner", "git refuses this repository: it belongs to another user", {
      hint: "Nothing was checked. Where you trust it:",
      lines: [trust.trim()],
      cause,
    });
  if (!isNoRepository(cause)) return cause;
  return new KeylatchError("not-a-repository", `there is no git repository at ${io.cwd} or above it`, {
    hint: "Run keylatch inside a git repository; `git init` makes one.",
    cause,
  });
}

function asError(error: unknown): Error {
  return error as Error;
}

/** The top of the work tree. Git prints it raw, followed by one newline. */
async function topOf(io: GitIo): Promise<string | null> {
  try {
    return await gitText(io, ["rev-parse", "--path-format=absolute", "--show-toplevel"]);
  } catch (error) {
    // Outside of any repository the first call reports the error.
    const isNone = error instanceof GitError && /in a work tree|not a git repository/.test(error.stderr);
    if (isNone) return null;
    throw error;
  }
}

function headOf(io: GitIo): Promise<string | null> {
  return gitTextIfAny(io, ["rev-parse", "--verify", "--quiet", "--end-of-options", "HEAD^{commit}"], [1]);
}

/**
 * Makes sure that HEAD is unborn: it resolves to nothing because its branch has no commit yet, not because it is damaged.
 * @throws {KeylatchError} `head-damaged`
 */
async function requireUnborn(io: GitIo, commonDir: string): Promise<void> {
  const options = { accept: [1] };
  const [named, branch] = await Promise.all([
    git(io, ["rev-parse", "--verify", "--quiet", "HEAD"], options),
    git(io, ["symbolic-ref", "--quiet", "HEAD"], options),
  ]);
  const file = join(commonDir, branch.stdout.toString("utf8").trimEnd());
  // With reftables there is no such folder; a folder is there for other branches.
  const isNone = absentAsNull(() => lstatSync(file))?.isDirectory() ?? true;
  if (named.exitCode !== 0 && branch.exitCode === 0 && isNone) return;
  throw new KeylatchError("head-damaged", "HEAD does not lead to a commit that can be read", {
    hint: "Nothing was checked. Run `git fsck`, and restore the branch or its commit.",
  });
}

/**
 * The top of the work tree.
 * @throws {KeylatchError} `no-work-tree` in a bare repository
 */
export function workTree(repo: Repo): string {
  if (repo.top !== null) return repo.top;
  throw new KeylatchError("no-work-tree", "this repository has no work tree", {
    hint: "Run this command in a checkout, not in a bare repository.",
  });
}
