import type { Repo } from "./repo.ts";
import { git } from "./run.ts";

/** The address that git fetches from a remote by, or pushes to it by, after `insteadOf`; `null` when there is none. */
export async function remoteUrl(
  repo: Repo,
  remote: string,
  ...options: readonly "--push"[]
): Promise<string | null> {
  const { exitCode, stdout } = await git(repo, ["remote", "get-url", ...options, "--", remote], {
    accept: [2, 128],
  });
  return exitCode === 0 ? stdout.toString("utf8").replace(/\r?\n$/, "") : null;
}
