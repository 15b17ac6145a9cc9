import { halves } from "./lines.ts";
import type { RefUpdate } from "./refUpdates.ts";
import { remoteUrl } from "./remoteUrl.ts";
import type { Repo } from "./repo.ts";
import { git, gitLines } from "./run.ts";

/** Where fetching from a remote puts its branches: `refs/heads/*` to `refs/remotes/origin/*`, or one ref. */
interface Refspec {
  readonly remote: string;
  readonly source: Pattern;
  readonly destination: Pattern;
}

/** What stands around the star of a pattern; `after` is `null` without one. */
interface Pattern {
  readonly before: string;
  readonly after: string | null;
}

/** What tracking refs tell of a remote. */
export interface Tracked {
  /** Oids that the remote had when it was fetched from last. */
  readonly oids: readonly string[];
  /** A tracking ref that the remote itself contradicts: none of them counts then. */
  readonly contradicted: string | null;
}

const NOTHING: Tracked = { oids: [], contradicted: null };

/**
 * The refs that a remote's own settings put under `refs/remotes/`, and no other remote's. None when the push goes
 * elsewhere than the fetch: a push URL of its own, a second one, a URL instead of a name.
 * @param updates what git says of the remote's refs now. Where that does not fit, they are another repository's (the
 *   remote's address was changed), or it was rewritten or lost branches since
 */
export async function trackedBy(
  repo: Repo,
  remote: string,
  url: string,
  updates: readonly RefUpdate[],
): Promise<Tracked> {
  const [remotes, fetched, refspecs, refs] = await Promise.all([
    gitLines(repo, ["remote"]),
    remoteUrl(repo, remote),
    fetchRefspecs(repo),
    gitLines(repo, ["for-each-ref", "--format=%(objectname) %(refname)", "refs/remotes/"]),
  ]);
  if (!remotes.includes(remote) || fetched !== url) return NOTHING;
  const tracking = new Map<string, string>();
  for (const line of refs) {
    const [oid, name] = halves(line, " ");
    if (owners(name, refspecs).join() === remote) tracking.set(name, oid);
  }
  const own = refspecs.filter((refspec) => refspec.remote === remote);
  const contradicted = await contradictedBy(repo, updates, own, tracking);
  return { oids: contradicted === null ? [...tracking.values()] : [], contradicted };
}

/** The first tracking ref that does not fit what git says of the remote; `null` when all do. */
async function contradictedBy(
  repo: Repo,
  updates: readonly RefUpdate[],
  refspecs: readonly Refspec[],
  tracking: ReadonlyMap<string, string>,
): Promise<string | null> {
  for (const { remoteRef, remoteOid } of updates) {
    for (const name of refspecs.flatMap((refspec) => destinationOf(remoteRef, refspec) ?? [])) {
      const oid = tracking.get(name);
      if (oid !== undefined && !(await hasHad(repo, remoteOid, oid))) return name;
    }
  }
  return null;
}

/** Whether a ref at `now` may have been at `before`, without having been rewritten. */
async function hasHad(repo: Repo, now: string | null, before: string): Promise<boolean> {
  if (now === null || now === before) return now === before;
  // 128: what the remote has is not here, and the push overwrites it unseen.
  const { exitCode } = await git(repo, ["merge-base", "--is-ancestor", before, now], { accept: [1, 128] });
  return exitCode === 0;
}

/** Where a ref is fetched to; `null` when not by this refspec. */
function destinationOf(ref: string, { source, destination }: Refspec): string | null {
  if (!fits(ref, source)) return null;
  if (source.after === null || destination.after === null) return destination.before;
  const part = ref.slice(source.before.length, ref.length - source.after.length);
  return destination.before + part + destination.after;
}

function fits(ref: string, { before, after }: Pattern): boolean {
  if (after === null) return ref === before;
  return ref.length >= before.length + after.length && ref.startsWith(before) && ref.endsWith(after);
}

/** With remotes `team` and `team/private`, refs/remotes/team/private/main belongs to the second: the longer pattern counts. */
function owners(name: string, refspecs: readonly Refspec[]): string[] {
  const fitting = refspecs.filter(({ destination }) => fits(name, destination));
  const longest = Math.max(...fitting.map(({ destination }) => destination.before.length));
  const best = fitting.filter(({ destination }) => destination.before.length === longest);
  return [...new Set(best.map(({ remote }) => remote))];
}

async function fetchRefspecs(repo: Repo): Promise<Refspec[]> {
  const args = ["config", "-z", "--get-regexp", String.raw`^remote\..*\.fetch$`];
  const { stdout } = await git(repo, args, { accept: [1] });
  // remote.<name>.fetch LF [+]<source>:<destination> NUL
  return stdout
    .toString("utf8")
    .split("\0")
    .flatMap((entry) => {
      const [key, value] = halves(entry, "\n");
      const [source = "", destination] = value.replace(/^\+/, "").split(":");
      if (!destination) return [];
      const remote = key.slice("remote.".length, -".fetch".length);
      return [{ remote, source: patternOf(source), destination: patternOf(destination) }];
    });
}

function patternOf(text: string): Pattern {
  const [before = "", after] = text.split("*");
  return { before, after: after ?? null };
}
