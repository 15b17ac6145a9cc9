import type { Repo } from "./repo.ts";
import { git, gitText } from "./run.ts";

/** Where fetching from a remote puts its branches: `refs/remotes/origin/*`, or one ref. */
interface Destination {
  readonly remote: string;
  readonly before: string;
  /** `null` for a pattern without a star. */
  readonly after: string | null;
}

/**
 * Oids that a remote had when it was fetched from last: the refs that its own settings put under `refs/remotes/`, and
 * no other remote's. None when the push goes elsewhere than the fetch: a push URL of its own, a second one, a URL
 * instead of a name.
 */
export async function trackingOids(repo: Repo, remote: string, url: string): Promise<string[]> {
  const [remotes, fetched, destinations, refs] = await Promise.all([
    gitText(repo, ["remote"]),
    git(repo, ["remote", "get-url", "--", remote], { accept: [2, 128] }),
    fetchDestinations(repo),
    gitText(repo, ["for-each-ref", "--format=%(objectname) %(refname)", "refs/remotes/"]),
  ]);
  if (!remotes.split("\n").includes(remote)) return [];
  if (fetched.exitCode !== 0 || fetched.stdout.toString("utf8").replace(/\r?\n$/, "") !== url) return [];
  return refs.split("\n").flatMap((line) => {
    const [oid, name] = [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)];
    return oid !== "" && owners(name, destinations).join() === remote ? [oid] : [];
  });
}

/** With remotes `team` and `team/private`, refs/remotes/team/private/main belongs to the second: the longer pattern counts. */
function owners(name: string, destinations: readonly Destination[]): string[] {
  const fitting = destinations.filter(({ before, after }) =>
    after === null
      ? name === before
      : name.length >= before.length + after.length && name.startsWith(before) && name.endsWith(after),
  );
  const longest = Math.max(...fitting.map(({ before }) => before.length));
  return [...new Set(fitting.filter(({ before }) => before.length === longest).map(({ remote }) => remote))];
}

async function fetchDestinations(repo: Repo): Promise<Destination[]> {
  const args = ["config", "-z", "--get-regexp", String.raw`^remote\..*\.fetch$`];
  const { stdout } = await git(repo, args, { accept: [1] });
  // remote.<name>.fetch LF [+]<source>:<destination> NUL
  return stdout
    .toString("utf8")
    .split("\0")
    .flatMap((entry) => {
      const [key = "", value = ""] = [
        entry.slice(0, entry.indexOf("\n")),
        entry.slice(entry.indexOf("\n") + 1),
      ];
      const destination = value.split(":")[1];
      if (!destination) return [];
      const [before = "", after] = destination.split("*");
      return [{ remote: key.slice("remote.".length, -".fetch".length), before, after: after ?? null }];
    });
}
