import { configPath, loadConfig } from "../config/load.ts";
import { KeylatchError } from "../errors.ts";
import type { AuditedRecord, JudgedFinding, Verdict } from "../finding.ts";
import type { Repo } from "../git/repo.ts";
import { reachesBorder, shallowBorder } from "../git/shallow.ts";
import { commitSnapshot, type Snapshot } from "../git/snapshot.ts";
import { basePolicy } from "../policy/basePolicy.ts";
import { decide, notesAbout } from "../policy/decide.ts";
import type { Receipt } from "../policy/receipt.ts";
import type { StoredRecord } from "../policy/record.ts";
import { loadRecords } from "../policy/storedRecords.ts";
import { auditNotes } from "../report/audit/auditNotes.ts";
import { noteText } from "../report/notes.ts";
import { loadSalt, saltPath } from "../salt.ts";
import { type ScanResult, scan } from "../scan.ts";
import { withScene } from "../scene.ts";
import { rangeSource, resolveRange } from "../sources/range.ts";
import { verdictOf } from "../verdict.ts";
import { withoutGoneComments } from "./goneComments.ts";
import { type GoneRecord, goneRecords } from "./goneRecords.ts";
import { originsOf } from "./origins.ts";
import { readReceipts } from "./receipts.ts";
import { recordUses, type UseOf } from "./recordUse.ts";

/**
 * Judges a range by the records at its end, and by configuration and salt of its base, so that a change cannot switch
 * off the check that judges it. It fails for a finding without a record that counts, and for a record that was edited
 * or cannot be read.
 * @param published whether everything in the range is known to be at a remote
 */
export async function verified(repo: Repo, range: string, published = false): Promise<Verdict> {
  const oids = await resolveRange(repo, range);
  const tips = oids.filter((oid) => !oid.startsWith("^"));
  if (tips.length > 1) throw twoEnds(range);
  if (await reachesBorder(repo, oids, await shallowBorder(repo))) throw shallow(range);
  const [tipOid] = tips as [string];
  const baseOid = oids.find((oid) => oid.startsWith("^"))?.slice(1);
  const tip = commitSnapshot(repo, tipOid);
  const base = commitSnapshot(repo, baseOid ?? null);
  const policy = await basePolicy(baseOid === undefined ? tip : base, tip);
  const { config, salt } = policy;
  // The policy at the end must be valid as well, because it judges the next range.
  await Promise.all([loadConfig(tip), loadSalt(tip)]);
  const records = await loadRecords(tip, new Date(), config.override);
  const source = await rangeSource(repo, config, range, {
    mayLack: async () => false,
    ...(published && { exposureOf: () => "published" }),
  });
  const result = await scan(source, salt);
  const judged = await decide(result.findings, config, async () => records);
  const decision = await withoutGoneComments(repo, judged, { config, salt, tipsOf: async () => [tipOid] });
  const { receipts, unreadable } = await readReceipts(repo);
  const findings = await withOrigins(repo, decision.findings, receipts, result);
  const verdict = verdictOf("range", result, { ...decision, findings });
  const changed = await changedPolicy(base, tip);
  const audited = await audit(
    repo,
    records,
    decision.findings,
    changed.includes(saltPath) ? null : salt,
    tipOid,
    result,
  );
  const isRepaired = (path: string) =>
    policy.notes.some((note) => note.kind === "broken-base" && note.path === path);
  const { redactor } = result;
  const gone = (await goneRecords(repo, oids, base, tip)).map((record) => ({
    ...record,
    path: redactor.mask(record.path),
  }));
  const named = (isExpired: boolean) =>
    records
      .filter(({ problem }) => (problem === "expired") === isExpired)
      .flatMap((stored) => notesAbout(stored, null))
      .map((note) => redactor.mask(noteText(note)));
  // Expired records accumulate, and matter only if a finding needs one: they come last.
  const notes = [
    ...policy.notes.map(noteText),
    ...named(false),
    ...verdict.notes,
    ...auditNotes({
      records: audited,
      gone,
      unreadable,
      changed: changed.filter((path) => !isRepaired(path)),
    }),
    ...named(true),
  ];
  return withScene(repo, {
    ...verdict,
    notes: [...new Set(notes)],
    records: [...audited, ...gone.map(goneRecord)],
  });
}

/** Adds to each blocking finding the author of its commit and the hook's result for it. */
async function withOrigins(
  repo: Repo,
  findings: readonly JudgedFinding[],
  receipts: readonly Receipt[],
  { redactor }: ScanResult,
): Promise<JudgedFinding[]> {
  const commits = findings.flatMap(({ status, commit }) =>
    status === "blocking" && commit !== null ? commit : [],
  );
  const origins = await originsOf(repo, commits, receipts);
  return findings.map((finding) => {
    const origin = finding.status === "blocking" ? origins.get(finding.commit ?? "") : undefined;
    if (origin === undefined) return finding;
    const { name, email } = origin.author;
    const author = { name: redactor.mask(name), email: redactor.mask(email) };
    return { ...finding, origin: { ...origin, author } };
  });
}

/**
 * Judges the records at the end of the range, and whether their findings still exist anywhere.
 * @param salt `null` if it changes in the range: then a record may have been made with either
 */
async function audit(
  repo: Repo,
  records: readonly StoredRecord[],
  findings: readonly JudgedFinding[],
  salt: Buffer | null,
  tip: string,
  { redactor }: ScanResult,
): Promise<AuditedRecord[]> {
  const used = new Set(findings.flatMap(({ record }) => record ?? []));
  const idle = records.flatMap(({ path, record, problem }) =>
    problem === null && !used.has(path) ? record : [],
  );
  const use: UseOf = salt === null ? () => "history" : await recordUses(repo, idle, salt, tip, []);
  return records.map(({ path, record, problem }) => ({
    path: redactor.mask(path),
    status: problem ?? (used.has(path) || use(record) !== "nowhere" ? "valid" : "orphaned"),
    // A reason that was not accepted may contain anything.
    reason: record === null || problem === "reason" ? null : redactor.mask(record.reason),
    expires: record?.expires ?? null,
    commit: null,
  }));
}

function goneRecord({ path, commit }: GoneRecord): AuditedRecord {
  return { path, status: "removed", reason: null, expires: null, commit };
}

/** Paths of policy files that the range changes or deletes. */
async function changedPolicy(base: Snapshot, tip: Snapshot): Promise<string[]> {
  const changed: string[] = [];
  for (const path of [configPath, saltPath]) {
    const [before, after] = await Promise.all([base.read(path), tip.read(path)]);
    if (before !== null && (after === null || !before.equals(after))) changed.push(path);
  }
  return changed;
}

function shallow(range: string): KeylatchError {
  return new KeylatchError(
    "shallow-checkout",
    `this clone is shallow: it does not have all the commits of "${range}"`,
    { hint: "Nothing was checked. Get the others first: git fetch --unshallow." },
  );
}

function twoEnds(range: string): KeylatchError {
  return new KeylatchError("bad-range", `"${range}" has more than one end`, {
    hint: "Name the base and the end with two dots: A..B.",
  });
}
