import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Repo } from "./repo.ts";
import { GitError, type GitIo, git, gitText } from "./run.ts";

/** What the hooks of a repository did with a file that they should stop. */
export interface Trial {
  /** What a commit, and a push of a commit made around the hook, printed; `null` when it went through. */
  readonly commit: string | null;
  readonly push: string | null;
}

/** Where git looks for the hooks of this work tree, absolute. */
export async function hooksFolder(repo: Repo): Promise<string> {
  return gitText(repo, ["rev-parse", "--path-format=absolute", "--git-path", "hooks"]);
}

/**
 * Commits and pushes a file through the hooks in `hooks`, in a repository of its own that is deleted afterwards.
 * @param prepare fills the new work tree: what the hooks need to run
 */
export async function tryHooks(
  repo: Repo,
  hooks: string,
  file: { readonly path: string; readonly text: string },
  prepare: (folder: string) => Promise<void>,
): Promise<Trial> {
  const base = await realpath(await mkdtemp(join(tmpdir(), "keylatch-doctor-")));
  try {
    const cwd = join(base, "work");
    await mkdir(cwd);
    const io: GitIo = { cwd, env: ownEnvironment(repo.env) };
    await git(io, ["init", "--quiet"]);
    await git(io, ["init", "--quiet", "--bare", join(base, "remote.git")]);
    await git(io, ["config", "core.hooksPath", hooks]);
    await prepare(cwd);
    await mkdir(dirname(join(cwd, file.path)), { recursive: true });
    await writeFile(join(cwd, file.path), file.text);
    await git(io, ["add", "--force", "--", file.path]);
    const message = ["--quiet", "--message", "keylatch doctor"];
    const commit = await refusal(io, ["commit", ...message]);
    if (commit !== null) await git(io, ["commit", "--no-verify", ...message]);
    const push = await refusal(io, ["push", "--quiet", join(base, "remote.git"), "HEAD:refs/heads/doctor"]);
    return { commit, push };
  } finally {
    await rm(base, { recursive: true, force: true });
  }
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
