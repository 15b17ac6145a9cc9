import { remoteUrl } from "./remoteUrl.ts";
import type { Repo } from "./repo.ts";
import { git } from "./run.ts";

/** Whether objects may be missing here because a remote promised to have them. */
export async function isPartialClone(repo: Repo): Promise<boolean> {
  return (await promisors(repo)).length > 0;
}

/**
 * Whether a remote at this address promised to have what a partial clone left out: then it need not be sent there. The
 * address for pushes is another way to the same remote, unless one was set for pushes alone.
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

/** Names of remotes, as git's settings have them: `extensions.partialclone origin`, `remote.origin.promisor true` */
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
