import type { AuditedRecord, Occasion, Verdict } from "./finding.ts";
import type { ExitCode } from "./io.ts";
import type { Decision } from "./policy/decide.ts";
import type { Receipt } from "./policy/receipt.ts";
import type { OverrideRecord } from "./policy/record.ts";
import { noteText } from "./report/notes.ts";
import type { ScanResult } from "./scan.ts";

/** Makes a verdict of a scan's result and the policy's decision. @param rest fields that differ from the defaults */
export function verdictOf(
  occasion: Occasion,
  result: ScanResult,
  decision: Decision,
  rest: Partial<Verdict> = {},
): Verdict {
  return {
    occasion,
    findings: decision.findings,
    scanned: result.scanned,
    skipped: result.skipped,
    ignored: result.ignored,
    notes: [...new Set(decision.notes.map((note) => result.redactor.mask(noteText(note))))],
    recorded: null,
    unborn: false,
    push: null,
    scene: null,
    ...rest,
  };
}

/** Marks every blocking finding as let through by the record at `path`. */
export function letThrough(verdict: Verdict, record: OverrideRecord, path: string): Verdict {
  const findings = verdict.findings.map((finding) =>
    finding.status === "blocking"
      ? { ...finding, status: "overridden" as const, reason: record.reason, record: path }
      : finding,
  );
  return { ...verdict, findings, recorded: path };
}

/** Adds a note before and one after those of a verdict; `null` stands for none. */
export function withNotes(verdict: Verdict, first: string | null, last: string | null = null): Verdict {
  return { ...verdict, notes: [first, ...verdict.notes, last].filter((note) => note !== null) };
}

/** The result that the hook's receipt notes. */
export function receiptResult(verdict: Verdict): Receipt["result"] {
  if (exitCodeOf(verdict) !== 0) return "blocked";
  return verdict.findings.some(({ status }) => status === "overridden") ? "overridden" : "passed";
}

/** Joins the verdicts about the parts of one push; `null` if there are none. */
export function joined([first, ...others]: readonly Verdict[]): Verdict | null {
  return first === undefined ? null : others.reduce(pair, first);
}

function pair(a: Verdict, b: Verdict): Verdict {
  return {
    ...a,
    findings: [...a.findings, ...b.findings],
    scanned: {
      commits: a.scanned.commits + b.scanned.commits,
      files: a.scanned.files + b.scanned.files,
      blobs: a.scanned.blobs + b.scanned.blobs,
      bytes: a.scanned.bytes + b.scanned.bytes,
    },
    skipped: [...a.skipped, ...b.skipped],
    ignored: a.ignored + b.ignored,
    notes: [...new Set([...a.notes, ...b.notes])],
    recorded: a.recorded ?? b.recorded,
  };
}

/** 1 if a finding blocks or a record is broken, otherwise 0. */
export function exitCodeOf(verdict: Verdict): ExitCode {
  const isBlocked = verdict.findings.some((finding) => finding.status === "blocking");
  return isBlocked || brokenRecords(verdict.records ?? []).length > 0 ? 1 : 0;
}

/** Records that were edited or cannot be read: they fail an audit even if no finding needs them. */
export function brokenRecords(records: readonly AuditedRecord[]): AuditedRecord[] {
  return records.filter(({ status }) => status === "edited" || status === "unreadable");
}
