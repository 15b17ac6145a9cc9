import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { GitError, type GitIo, git, gitText } from "./run.ts";

/** How the hooks of a work tree reacted to a file that they should block. */
export interface Trial {
  /** Output of the refused commit, and of the refused push of a commit made with --no-verify; `null` if it was not refused. */
  readonly commit: string | null;
  readonly push: string | null;
}

/** The setup of a trial. */
export interface Attempt {
  /** Absolute path of the hooks folder. */
  readonly hooks: string;
  readonly file: { readonly path: string; readonly text: string };
  /** Adds to the new work tree what the hooks need to run. */
  prepare(folder: string): Promise<void>;
  /** The same for the main work tree, if the new one is to be a linked one. */
  readonly prepareMain?: (folder: string) => Promise<void>;
  /** PATH for git and the hooks; the user's by default. */
  readonly path?: string;
}

/** Absolute path of the folder in which git looks for hooks. */
export async function hooksFolder(io: GitIo): Promise<string> {
  return gitText(io, ["rev-parse", "--path-format=absolute", "--git-path", "hooks"]);
}

/** A minimal PATH, as a program gets that was not started in a terminal, with the folder that git itself prepends. */
export async function shortPath(io: GitIo): Promise<string> {
  return `${await gitText(io, ["--exec-path"])}:/usr/bin:/bin`;
}

/** Commits and pushes a file through the hooks in a temporary repository. */
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

/** Creates the work tree `work` and the remote `remote.git`; if the user's work tree is a linked one, links it to `main`. */
async function makeWorkTree(
  base: string,
  io: GitIo,
  { hooks, prepare, prepareMain }: Attempt,
): Promise<void> {
  const [work, main] = [join(base, "work"), join(base, prepareMain === undefined ? "work" : "main")];
  await git(io, ["init", "--quiet", main]);
  await git(io, ["init", "--quiet", "--bare", join(base, "remote.git")]);
  const inMain = { ...io, cwd: main };
  // Signing would ask the user for a passphrase.
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

/**
 * The user's environment without the variables that point git to the user's repository, and with an identity to commit as.
 * An override that is set there would let real keys through as well.
 */
function ownEnvironment(env: GitIo["env"]): GitIo["env"] {
  const who = { NAME: "keylatch doctor", EMAIL: "doctor@keylatch.invalid" };
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("GIT_"))),
    GIT_AUTHOR_NAME: who.NAME,
    GIT_AUTHOR_EMAIL: who.EMAIL,
    GIT_COMMITTER_NAME: who.NAME,
    GIT_COMMITTER_EMAIL: who.EMAIL,
  };
}
