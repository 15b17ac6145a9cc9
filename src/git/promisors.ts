import { remoteUrl } from "./remoteUrl.ts";
import type { Repo } from "./repo.ts";
import { git } from "./run.ts";

/** Whether this is a partial clone: objects may be missing because a promisor remote has them. */
export async function isPartialClone(repo: Repo): Promise<boolean> {
  return (await promisors(repo)).length > 0;
}

/**
 * Whether the remote at this URL is a promisor remote, which has everything that a partial clone left out: none of it
 * will be sent there. A push URL that git derives from the remote's URL counts as the same remote; one configured as `pushurl` does not.
 */
export async function isPromisor(repo: Repo, url: string): Promise<boolean> {
  for (const remote of await promisors(repo)) {
    if ((await remoteUrl(repo, remote)) === url) return true;
    const key = `remote.${remote}.pushurl`;
    const isApart = (await git(repo, ["config", "--get-all", key], { accept: [1] })).exitCode === 0;
    if (!isApart && (await remoteUrl(repo, remote, "--push")) === url) return true;
  }
  return false;
}

/** Names of promisor remotes in git's configuration: `extensions.partialclone origin`, `remote.origin.promisor true` */
async function promisors(repo: Repo): Promise<string[]> {
  const { stdout } = await git(
    repo,
    ["config", "--get-regexp", String.raw`^(extensions\.partialclone|remote\..*\.promisor)$`],
    { accept: [1] },
  );
  const lines = stdout.toString("utf8").split("\n");
  return lines
    .flatMap((line) => /^extensions\.partialclone (.+)|^remote\.(.+)\.promisor/.exec(line)?.slice(1) ?? [])
    .filter((name) => name !== undefined);
}
