import { halves } from "./lines.ts";
import type { RefUpdate } from "./refUpdates.ts";
import { remoteUrl } from "./remoteUrl.ts";
import type { Repo } from "./repo.ts";
import { git, gitLines } from "./run.ts";

/** A fetch refspec: where a remote's branches are stored, `refs/heads/*` to `refs/remotes/origin/*`, or a single ref. */
interface Refspec {
  readonly remote: string;
  readonly source: Pattern;
  readonly destination: Pattern;
}

/** A ref pattern, as the text before and after its star; `after` is `null` without a star. */
interface Pattern {
  readonly before: string;
  readonly after: string | null;
}

/** What the tracking refs of a remote say. */
export interface Tracked {
  /** Oids that the remote had at the last fetch. */
  readonly oids: readonly string[];
  /** A tracking ref that contradicts what the remote says now, so that none of them counts; otherwise `null`. */
  readonly contradicted: string | null;
}

const NOTHING: Tracked = { oids: [], contradicted: null };

/**
 * The tracking refs of a remote: those under `refs/remotes/` that its own refspecs, and no other remote's, write. Empty if
 * the push goes elsewhere than the fetch: to a push URL, a second URL, or a URL instead of a remote's name.
 * @param updates what git says about the remote's refs now. If a tracking ref does not fit, it belongs to another
 *   repository (the remote's URL was changed), or the remote was rewritten or lost branches since
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

/** The first tracking ref that does not fit what git says about the remote; `null` if all do. */
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

/** Whether a ref that is at `now` can have been at `before` without being rewritten. */
async function hasHad(repo: Repo, now: string | null, before: string): Promise<boolean> {
  if (now === null || now === before) return now === before;
  // 128: the remote's commit is not in this clone, so the push would overwrite it unseen.
  const { exitCode } = await git(repo, ["merge-base", "--is-ancestor", before, now], { accept: [1, 128] });
  return exitCode === 0;
}

/** The ref that a refspec fetches `ref` to; `null` if it does not match. */
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

/** Remotes that own a tracking ref: those with the longest matching pattern. Of `team` and `team/private` the latter owns refs/remotes/team/private/main. */
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
