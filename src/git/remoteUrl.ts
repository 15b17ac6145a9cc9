import type { Repo } from "./repo.ts";
import { gitTextIfAny } from "./run.ts";

/** The URL that git fetches from (or pushes to) for a remote, after `insteadOf`; `null` if there is no such remote. */
export function remoteUrl(
  repo: Repo,
  remote: string,
  ...options: readonly "--push"[]
): Promise<string | null> {
  return gitTextIfAny(repo, ["remote", "get-url", ...options, "--", remote], [2, 128]);
}
