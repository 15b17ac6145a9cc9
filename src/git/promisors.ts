import type { Repo } from "./repo.ts";
import { git } from "./run.ts";

/** Whether objects may be missing here because a remote promised to have them. */
export async function isPartialClone(repo: Repo): Promise<boolean> {
  return (await promisors(repo)).length > 0;
}

/** Whether a remote at this address promised to have what a partial clone left out: then it need not be sent there. */
export async function isPromisor(repo: Repo, url: string): Promise<boolean> {
  const urls = await Promise.all(
    (await promisors(repo)).map(async (remote) => {
      const { exitCode, stdout } = await git(repo, ["remote", "get-url", "--", remote], { accept: [2, 128] });
      return exitCode === 0 ? stdout.toString("utf8").replace(/\r?\n$/, "") : null;
    }),
  );
  return urls.includes(url);
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
