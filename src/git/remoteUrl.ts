import type { Repo } from "./repo.ts";
import { gitTextIfAny } from "./run.ts";

/** The address that git fetches from a remote by, or pushes to it by, after `insteadOf`; `null` when there is none. */
export function remoteUrl(
  repo: Repo,
  remote: string,
  ...options: readonly "--push"[]
): Promise<string | null> {
  return gitTextIfAny(repo, ["remote", "get-url", ...options, "--", remote], [2, 128]);
}
