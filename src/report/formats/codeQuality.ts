import type { Severity } from "../../../detectors/detector.ts";
import type { Verdict } from "../../finding.ts";
import { hashOf } from "../../hash.ts";
import { jsonText, printable } from "../printable.ts";
import { messageOf } from "./messageOf.ts";

const SEVERITIES: Readonly<Record<Severity, string>> = {
  critical: "blocker",
  high: "critical",
  medium: "major",
  low: "minor",
};

/**
 * Findings that block or warn as a code quality report for GitLab; ends with a newline. What was let through is left out.
 * @see https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export function renderCodeQuality(verdict: Verdict): string {
  const standing = verdict.findings.filter(({ status }) => status === "blocking" || status === "warning");
  const seen = new Map<string, number>();
  const issues = standing.map((finding) => {
    const { detector, path, fingerprint, severity, line } = finding;
    // GitLab compares branches by fingerprints and drops equal ones. Repeated keys in a file are told apart by a count, because
    // their lines may move.
    const key = [detector, path, fingerprint].join("\0");
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return {
      description: printable(messageOf(finding)),
      check_name: detector,
      fingerprint: hashOf("sha256", `${key}\0${count}`).slice(0, 32),
      severity: SEVERITIES[severity],
      location: { path, lines: { begin: line } },
    };
  });
  return jsonText(issues);
}
