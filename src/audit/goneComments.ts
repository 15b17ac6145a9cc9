import type { Config } from "../config/schema.ts";
import type { JudgedFinding } from "../finding.ts";
import { fingerprinter } from "../fingerprint.ts";
import type { Repo } from "../git/repo.ts";
import type { Decision } from "../policy/decide.ts";
import { inlineReason } from "../policy/inlineAllow.ts";
import { isReason } from "../policy/reason.ts";
import { search } from "../search/search.ts";
import { allowingSource } from "../sources/tracked.ts";

/** The policy that a range or a push is judged by. */
interface Judging {
  readonly config: Config;
  readonly salt: Buffer;
  /** The tips that contain a finding's commit. */
  tipsOf(finding: JudgedFinding): Promise<readonly string[]>;
}

/**
 * Blocks findings of a range or a push that an inline comment allows, if that comment is not there at the end any more:
 * like a removed record, nobody who reads the files would know of it.
 */
export async function withoutGoneComments(
  repo: Repo,
  { findings, notes }: Decision,
  { config, salt, tipsOf }: Judging,
): Promise<Decision> {
  const fingerprint = fingerprinter(salt);
  const read = new Map<string, Promise<ReadonlySet<string>>>();
  const decision = { findings: [...findings], notes: [...notes] };
  for (const [index, finding] of findings.entries()) {
    // Content without a commit is pushed by itself, with its comment.
    if (finding.status !== "allowed" || finding.commit === null) continue;
    const { reason: _, ...judged } = finding;
    for (const tip of await tipsOf(finding)) {
      // Most comments are still in the same file; only otherwise are all files searched.
      if ((await allowedAt(tip, finding.path)).has(finding.fingerprint)) continue;
      if ((await allowedAt(tip)).has(finding.fingerprint)) continue;
      decision.findings[index] = { ...judged, status: "blocking" };
      decision.notes.push({ kind: "inline-refused", path: finding.path, line: finding.line, why: "gone" });
      break;
    }
  }
  return decision;

  function allowedAt(tip: string, path?: string): Promise<ReadonlySet<string>> {
    const key = `${tip} ${path ?? ""}`;
    const known = read.get(key) ?? readAt(tip, path);
    read.set(key, known);
    return known;
  }

  /** Fingerprints that comments at a tip allow, whether or not other files confirm the finding. */
  async function readAt(tip: string, only?: string): Promise<ReadonlySet<string>> {
    const allowed = new Set<string>();
    for await (const { pieces, path } of allowingSource(repo, config, tip, only).fragments)
      for (const sighting of await search(pieces, path)) {
        const reason = inlineReason(sighting);
        if (reason === null || !isReason(reason)) continue;
        allowed.add(fingerprint(sighting.match.value, sighting.match.detector.kind));
      }
    return allowed;
  }
}
