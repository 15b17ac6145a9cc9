import type { JudgedFinding, Verdict } from "../../finding.ts";
import { groupFindings } from "../group.ts";
import { jsonText } from "../printable.ts";
import { type FilledRemediation, remediateForAll } from "../steps/remediation.ts";
import type { Report } from "./schema.ts";

/** The verdict for programs, as the README documents it; ends with a newline. */
export function renderJson(verdict: Verdict): string {
  return jsonText(reportOf(verdict));
}

function reportOf(verdict: Verdict): Report {
  const ways = remediations(verdict);
  return {
    version: 1,
    findings: verdict.findings.map((finding) => ({
      detector: finding.detector,
      family: finding.family,
      severity: finding.severity,
      confidence: finding.confidence,
      path: finding.path,
      line: finding.line,
      column: finding.column,
      endLine: finding.endLine,
      endColumn: finding.endColumn,
      commit: finding.commit,
      fingerprint: finding.fingerprint,
      identifier: finding.identifier,
      evidence: { ...finding.evidence },
      encodings: [...finding.encodings],
      exposure: finding.exposure,
      status: finding.status,
      reason: finding.reason ?? null,
      record: finding.record ?? null,
      author: finding.origin ? { ...finding.origin.author } : null,
      hook: finding.origin ? { ...finding.origin.hook } : null,
      remediation: remediationOf(ways.get(finding) as FilledRemediation),
    })),
    scanned: { ...verdict.scanned },
    skipped: verdict.skipped.map(({ path, reason }) => ({ path, reason })),
    ignored: verdict.ignored,
    notes: [...verdict.notes],
    ...(verdict.records !== undefined && { records: verdict.records.map((record) => ({ ...record })) }),
  };
}

/** The remediation of each finding; those of one group share it. */
function remediations(verdict: Verdict): Map<JudgedFinding, FilledRemediation> {
  const ways = new Map<JudgedFinding, FilledRemediation>();
  for (const group of groupFindings(verdict.findings)) {
    const way = remediateForAll(group, verdict);
    for (const finding of group.findings) ways.set(finding, way);
  }
  return ways;
}

function remediationOf({
  summary,
  steps,
  explain,
}: FilledRemediation): Report["findings"][number]["remediation"] {
  return {
    summary,
    steps: steps.map(({ title, command, powershell }) => ({
      title,
      ...(command !== undefined && { command }),
      ...(powershell !== undefined && { powershell }),
    })),
    explain,
  };
}
