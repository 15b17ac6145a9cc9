import { lstatSync } from "node:fs";
import { join } from "node:path";
import { editedFiles } from "./editedFiles.ts";
import { type CommitScene, type JudgedFinding, placeKey, type Scene, type Verdict } from "./finding.ts";
import { isFile } from "./fragment.ts";
import { changedSince } from "./git/changedSince.ts";
import { type HandmadeMerge, handmadeMerges, type TriedMerges } from "./git/handmadeMerges.ts";
import { newestFirst } from "./git/newestFirst.ts";
import { canMoveBranches, checksMessages, hasNamesake, isUnfinished } from "./git/rebase.ts";
import { currentBranch, type Ref, refsThatContain, remoteNames, STASH, stashes } from "./git/refs.ts";
import type { RefUpdate } from "./git/refUpdates.ts";
import type { Repo } from "./git/repo.ts";
import { oidsOf } from "./git/resolve.ts";
import { remotesWith } from "./git/sameFile.ts";
import { isTemporaryIndex } from "./git/stage.ts";
import { commitOf, containing, resolveTips } from "./git/tips.ts";
import { type Worktree, worktrees } from "./git/worktrees.ts";
import { inside } from "./inside.ts";
import { isAbsent } from "./isAbsent.ts";
import { maskKeys } from "./masking/maskKeys.ts";
import { MASK } from "./masking/redact.ts";
import { once } from "./once.ts";

/** Most commits that are looked at one by one; the report describes no more either. */
const MOST_COMMITS = 12;

/**
 * Adds to a blocking verdict what its repair steps depend on: where the person is, and what happened to the commits since.
 * A finding that a remote branch contains becomes `published`, whatever its source called it.
 * @param updates the ref updates of a push, which name commits that HEAD does not contain
 * @param tip replaces HEAD on a server, where nobody has anything checked out
 */
export async function withScene(
  repo: Repo,
  verdict: Verdict,
  { updates = [], tip }: { readonly updates?: readonly RefUpdate[]; readonly tip?: string | null } = {},
): Promise<Verdict> {
  const blocking = verdict.findings.filter(({ status }) => status === "blocking");
  if (blocking.length === 0) return verdict;
  const isServer = tip !== undefined;
  const head = isServer ? tip : repo.head;
  const commits = await commitScenes(repo, blocking, head, isServer ? null : updates);
  // Files of another branch are on disk only after switching to it.
  const here = blocking.filter(({ commit }) => commit === null || commits.get(commit)?.elsewhere === null);
  const copies = isServer ? new Map<string, string[]>() : await copiesOf(repo, blocking);
  const scene: Scene = {
    copies,
    tags: blocking.some(({ commit }) => commit === null) ? await tagsOf(repo, updates) : NO_TAGS,
    prefix: isServer ? null : prefixOf(repo, verdict),
    keepsIndex: !isTemporaryIndex(repo.env.GIT_INDEX_FILE),
    isUnfinished: !isServer && isUnfinished(repo),
    checksMessages: !isServer && (await checksMessages(repo)),
    branch: isServer ? null : nameOrNull(await currentBranch(repo)),
    commits,
    gone: goneFrom(repo, here),
    edited: isServer ? new Map() : await editedFiles(repo, here),
  };
  const isOut = (finding: JudgedFinding) =>
    copies.has(placeKey(finding)) ||
    (finding.exposure === "local" && (commits.get(finding.commit ?? "")?.remotes.length ?? 0) > 0);
  const findings = verdict.findings.map((finding) =>
    isOut(finding) ? { ...finding, exposure: "published" as const } : finding,
  );
  return { ...verdict, findings, scene };
}

/**
 * The commits of findings, newest first.
 * @param updates the refs that may lead to a commit which `head` does not contain; `null` on a server, where nobody switches
 */
async function commitScenes(
  repo: Repo,
  findings: readonly JudgedFinding[],
  head: string | null,
  updates: readonly RefUpdate[] | null,
): Promise<Map<string, CommitScene>> {
  const commits = new Map<string, CommitScene>();
  const tried: TriedMerges = new Map();
  const trees = once(() => worktrees(repo));
  const wanted = [...new Set(findings.flatMap(({ commit }) => commit ?? []))].slice(0, MOST_COMMITS);
  for (const { oid, parents } of await newestFirst(repo, wanted)) {
    const isHere = head !== null && (await containing(repo, [head], oid)).has(head);
    const refs = await refsThatContain(repo, [oid]);
    const elsewhere = isHere || updates === null ? null : await leadingTo(repo, oid, updates, refs);
    const end = isHere ? head : (elsewhere?.tip ?? null);
    const later = end === oid ? null : end;
    commits.set(oid, {
      isRoot: parents === 0,
      isMerge: parents > 1,
      remotes: remoteNames(refs).map(maskKeys),
      isTip: oid === end,
      elsewhere: elsewhere && (nameOrNull(elsewhere.name) ?? elsewhere.tip),
      isAnnotated: elsewhere?.isAnnotated ?? false,
      worktree: elsewhere === null ? null : otherWorktree(await trees(), elsewhere.name),
      end,
      hasNamesake: later !== null && (await hasNamesake(repo, oid, later)),
      movesBranches: later !== null && (await canMoveBranches(repo, oid, later)),
      handmade: later === null ? [] : (await handmadeMerges(repo, oid, later, tried)).map(maskedMerge),
      touched: end === null ? new Set() : await touchedSince(repo, oid, end, findings),
    });
  }
  return commits;
}

/** Hides a name that contains a key: the steps can do without it. */
function nameOrNull(name: string | null): string | null {
  return name === null || maskKeys(name) !== name ? null : name;
}

function maskedMerge(merge: HandmadeMerge): HandmadeMerge {
  return { ...merge, paths: merge.paths.map(maskKeys), deleted: merge.deleted.map(maskKeys) };
}

/** Remote branches that already contain files with findings, although no remote has the commits. */
async function copiesOf(repo: Repo, findings: readonly JudgedFinding[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const unsent = findings.filter(
    ({ exposure, path }) => exposure === "staged" || (exposure === "local" && isFile(path)),
  );
  const keys = [...new Set(unsent.map(placeKey))].slice(0, MOST_COMMITS);
  const oids = await oidsOf(repo, keys);
  const files = keys.flatMap((key, index) => {
    const oid = oids[index] ?? null;
    return oid === null ? [] : [{ key, oid, path: key.slice(key.indexOf(":") + 1) }];
  });
  const remotes = await remotesWith(repo, files);
  for (const [index, { key }] of files.entries())
    if (remotes[index]?.length) found.set(key, remotes[index].map(maskKeys));
  return found;
}

/** Hooks run at the top of the work tree; GIT_PREFIX is where git was called. */
function prefixOf(repo: Repo, { occasion }: Verdict): string | null {
  if (repo.top === null) return null;
  if (occasion === "commit" || occasion === "push") return repo.env.GIT_PREFIX ?? "";
  const folder = inside(repo.top, repo.cwd);
  return folder ? `${folder}/` : "";
}

const NO_TAGS: Scene["tags"] = { ofObjects: [], annotated: [] };

/** The pushed refs that are not simply a commit. */
async function tagsOf(repo: Repo, updates: readonly RefUpdate[]): Promise<Scene["tags"]> {
  const made = updates.flatMap(({ localRef, localOid }) =>
    localOid === null ? [] : [{ localOid, name: nameOrNull(localRef.replace(/^refs\/tags\//, "")) ?? "TAG" }],
  );
  const ends = await resolveTips(repo, [...new Set(made.map(({ localOid }) => localOid))], []);
  const named = (isWanted: (commit: string | null | undefined, oid: string) => boolean) =>
    made.filter(({ localOid }) => isWanted(ends.get(localOid)?.commit, localOid)).map(({ name }) => name);
  return {
    ofObjects: named((commit) => commit === null),
    annotated: named((commit, oid) => commit !== oid),
  };
}

/** A ref that leads to a commit. */
interface Lead {
  readonly name: string;
  readonly tip: string;
  readonly isAnnotated: boolean;
}

/** The pushed branch or tag that contains a commit; for a push without a ref name, and without a push, any ref that does. */
async function leadingTo(
  repo: Repo,
  commit: string,
  updates: readonly RefUpdate[],
  refs: readonly Ref[],
): Promise<Lead | null> {
  const branch = refs.find(({ name }) => HEADS.test(name));
  const lead = branch && { name: branch.name.replace(HEADS, ""), tip: branch.oid, isAnnotated: false };
  for (const { localRef, localOid } of updates) {
    const tip = localOid === null ? null : await commitOf(repo, localOid);
    if (tip === null || !(await containing(repo, [tip], commit)).has(tip)) continue;
    if (!localRef.startsWith("refs/") && lead !== undefined) return lead;
    const name = localRef.startsWith("refs/") ? localRef.replace(HEADS, "") : tip;
    return { name, tip, isAnnotated: tip !== localOid };
  }
  if (lead !== undefined) return lead;
  const others = refs.filter(({ name }) => !name.startsWith("refs/remotes/"));
  const other = others.find(({ name }) => name !== STASH);
  const stash = other === undefined ? await stashWith(repo, commit) : null;
  // Fetched, or with an expired reflog, it is a ref like others: git lists no stash.
  const ref = other ?? others[0];
  if (stash !== null || ref === undefined) return stash;
  return { name: ref.name, tip: ref.target, isAnnotated: ref.target !== ref.oid };
}

async function stashWith(repo: Repo, commit: string): Promise<Lead | null> {
  const all = await stashes(repo);
  const holding = await containing(repo, all, commit);
  const index = all.findIndex((oid) => holding.has(oid));
  return index === -1 ? null : { name: `stash@{${index}}`, tip: all[index] as string, isAnnotated: false };
}

const HEADS = /^refs\/heads\//;

/** The other work tree that has a branch checked out, so that this one cannot switch to it. */
function otherWorktree(all: readonly Worktree[], branch: string): string | null {
  return all.find((tree) => !tree.isCurrent && tree.branch === `refs/heads/${branch}`)?.path ?? null;
}

async function touchedSince(
  repo: Repo,
  commit: string,
  head: string,
  findings: readonly JudgedFinding[],
): Promise<ReadonlySet<string>> {
  const paths = new Set(findings.filter((finding) => finding.commit === commit).map(({ path }) => path));
  return changedSince(repo, commit, head, paths);
}

function goneFrom({ top }: Repo, findings: readonly JudgedFinding[]): ReadonlySet<string> {
  if (top === null) return new Set();
  return new Set(findings.map(({ path }) => path).filter((path) => isGone(join(top, path))));
}

/** Whether a file does not exist. A dangling link does, and so may a file whose shown name is not its real one: not UTF-8, or masked. */
function isGone(file: string): boolean {
  if (/\\x[89a-f]/.test(file) || file.includes(MASK)) return false;
  try {
    lstatSync(file);
    return false;
  } catch (error) {
    return isAbsent(error);
  }
}
