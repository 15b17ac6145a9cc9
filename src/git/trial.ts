import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { GitError, type GitIo, git, gitText } from "./run.ts";

/** What the hooks of a work tree did with a file that they should stop. */
export interface Trial {
  /** What a commit, and a push of a commit made around the hook, printed; `null` when it went through. */
  readonly commit: string | null;
  readonly push: string | null;
}

/** What is tried, and where. */
export interface Attempt {
  /** Folder of the hooks, absolute. */
  readonly hooks: string;
  readonly file: { readonly path: string; readonly text: string };
  /** Fills the new work tree: what the hooks need to run. */
  prepare(folder: string): Promise<void>;
  /** Fills the main work tree that the new one is linked to; absent when it is the main one itself. */
  readonly prepareMain?: (folder: string) => Promise<void>;
  /** PATH for git and the hooks; the user's unless told. */
  readonly path?: string;
}

/** Where git looks for the hooks of a work tree, absolute. */
export async function hooksFolder(io: GitIo): Promise<string> {
  return gitText(io, ["rev-parse", "--path-format=absolute", "--git-path", "hooks"]);
}

/** The shortest PATH that a program outside of a terminal gives to git, with git's own programs, as git puts them there. */
export async function shortPath(io: GitIo): Promise<string> {
  return `${await gitText(io, ["--exec-path"])}:/usr/bin:/bin`;
}

/** Commits and pushes a file through hooks, in a repository of its own that is deleted afterwards. */
export async function tryHooks(env: GitIo["env"], attempt: Attempt): Promise<Trial> {
  const base = await realpath(await mkdtemp(join(tmpdir(), "keylatch-doctor-")));
  try {
    const own = ownEnvironment(env);
    const io = {
      cwd: join(base, "work"),
      env: attempt.path === undefined ? own : { ...own, PATH: attempt.path },
    };
    await makeWorkTree(base, { cwd: base, env: own }, attempt);
    await mkdir(dirname(join(io.cwd, attempt.file.path)), { recursive: true });
    await writeFile(join(io.cwd, attempt.file.path), attempt.file.text);
    await git(io, ["add", "--force", "--", attempt.file.path]);
    const commit = await refusal(io, ["commit", ...MESSAGE]);
    if (commit !== null) await git(io, ["commit", "--no-verify", ...MESSAGE]);
    const push = await refusal(io, ["push", "--quiet", join(base, "remote.git"), "HEAD:refs/heads/doctor"]);
    return { commit, push };
  } finally {
    await rm(base, { recursive: true, force: true });
  }
}

const MESSAGE = ["--quiet", "--message", "keylatch doctor"];

/** A work tree in `work`, and what it is pushed to; linked to one in `main` where the user's is linked. */
async function makeWorkTree(
  base: string,
  io: GitIo,
  { hooks, prepare, prepareMain }: Attempt,
): Promise<void> {
  const [work, main] = [join(base, "work"), join(base, prepareMain === undefined ? "work" : "main")];
  await git(io, ["init", "--quiet", main]);
  await git(io, ["init", "--quiet", "--bare", join(base, "remote.git")]);
  const inMain = { ...io, cwd: main };
  // Nobody is to be asked for a key to sign with.
  for (const key of ["commit.gpgSign", "push.gpgSign"]) await git(inMain, ["config", key, "false"]);
  if (prepareMain !== undefined) {
    await git(inMain, [
      "-c",
      "core.hooksPath=/dev/null",
      "commit",
      "--no-verify",
      "--allow-empty",
      ...MESSAGE,
    ]);
    await git(inMain, ["-c", "core.hooksPath=/dev/null", "worktree", "add", "--quiet", work]);
    await prepareMain(main);
  }
  await git(inMain, ["config", "core.hooksPath", hooks]);
  await prepare(work);
}

async function refusal(io: GitIo, args: readonly string[]): Promise<string | null> {
  try {
    await git(io, args);
    return null;
  } catch (error) {
    if (error instanceof GitError) return error.stderr;
    throw error;
  }
}

/** The user's environment without what would lead git back to the user's repository, and with a name to commit under. */
function ownEnvironment(env: GitIo["env"]): GitIo["env"] {
  const who = { NAME: "keylatch doctor", EMAIL: "doctor@keylatch.invalid" };
  return {
    ...Object.fromEntries(
      Object.entries(env).filter(([name]) => !name.startsWith("GIT_") && name !== "KEYLATCH_OVERRIDE"),
    ),
    GIT_AUTHOR_NAME: who.NAME,
    GIT_AUTHOR_EMAIL: who.EMAIL,
    GIT_COMMITTER_NAME: who.NAME,
    GIT_COMMITTER_EMAIL: who.EMAIL,
  };
}
