import { commitFacts } from "../git/commitFacts.ts";
import { existingObjects } from "../git/objects.ts";
import type { Repo } from "../git/repo.ts";
import type { Redactor } from "../masking/redact.ts";
import type { Step } from "./history.ts";
import type { Hit, Hits } from "./hits.ts";

/** A commit that adds, moves or removes the credential. Texts are masked. */
export interface TracedCommit {
  readonly commit: string;
  readonly author: { readonly name: string; readonly email: string };
  /** Author's date, ISO 8601 in UTC. */
  readonly date: string;
  /** First line of the message. */
  readonly subject: string;
  /** Only a reflog refers to it, so the next `git gc` may drop it. */
  readonly reflogOnly: boolean;
  readonly changes: readonly Change[];
}

/** What a commit does with one part of the credential at one place. */
export interface Change {
  readonly action: Step["action"];
  readonly part: number;
  /** From the top; `(commit message)` or `(commit author)` if it is not in a file. */
  readonly path: string;
  readonly from: string | null;
  /** 1-based; `null` if it was removed. */
  readonly line: number | null;
  readonly column: number | null;
  readonly encodings: readonly string[];
}

/** The commits that make the steps, oldest first. */
export async function tracedCommits(
  repo: Repo,
  steps: readonly Step[],
  hits: Hits,
  reflogOnly: ReadonlySet<string>,
  redactor: Redactor,
): Promise<TracedCommit[]> {
  const byCommit = new Map<string, Change[]>();
  const add = (commit: string, change: Change) =>
    byCommit.set(commit, [...(byCommit.get(commit) ?? []), change]);
  for (const step of steps) for (const change of changesOf(step, hits, redactor)) add(step.commit, change);
  // Annotated tags have messages as well.
  const messages = new Map<string, Change[]>();
  for (const [key, found] of hits) {
    const [, place, oid] = /^(message|people) (.*)$/.exec(key) ?? [];
    if (oid === undefined) continue;
    const path = place === "message" ? "(commit message)" : "(commit author)";
    for (const hit of found) {
      const change: Change = { action: "added", from: null, path, ...placeOf(hit) };
      messages.set(oid, [...(messages.get(oid) ?? []), change]);
    }
  }
  for await (const { name, type } of existingObjects(repo, [...messages.keys()])) {
    if (type === "commit") for (const change of messages.get(name) ?? []) add(name, change);
  }
  const found: TracedCommit[] = [];
  for (const [commit, { author, date, subject }] of await commitFacts(repo, [...byCommit.keys()])) {
    found.push({
      commit,
      author: { name: redactor.mask(author.name), email: redactor.mask(author.email) },
      date,
      subject: redactor.mask(subject),
      reflogOnly: reflogOnly.has(commit),
      changes: byCommit.get(commit) as Change[],
    });
  }
  return found;
}

function changesOf(step: Step, hits: Hits, redactor: Redactor): Change[] {
  const { action, part, blob, inName } = step;
  const base = {
    action,
    part,
    path: redactor.mask(step.path),
    from: step.from === null ? null : redactor.mask(step.from),
  };
  const places = blob === null || inName ? [] : (hits.get(blob) ?? []).filter((hit) => hit.part === part);
  if (places.length === 0) return [{ ...base, line: null, column: null, encodings: [] }];
  return places.map((hit) => ({ ...base, ...placeOf(hit) }));
}

function placeOf({ part, line, column, encodings }: Hit) {
  return { part, line, column, encodings };
}
