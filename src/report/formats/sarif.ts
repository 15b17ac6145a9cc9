import type { Detector, Severity } from "../../../detectors/detector.ts";
import { detectors } from "../../../detectors/index.ts";
import type { JudgedFinding, Verdict } from "../../finding.ts";
import { version } from "../../version.ts";
import { placeName } from "../place.ts";
import { jsonText } from "../printable.ts";
import { fillTitle, noFacts } from "../steps/fill.ts";
import { capital } from "../words.ts";
import { messageOf } from "./messageOf.ts";

/** GitHub's scale from 0 to 10. @see https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
const SCORES: Readonly<Record<Severity, string>> = {
  critical: "9.8",
  high: "8.0",
  medium: "5.5",
  low: "3.0",
};

/**
 * The verdict as SARIF 2.1.0, for editors and code scanning; ends with a newline.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function renderSarif(verdict: Verdict): string {
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "keylatch",
            semanticVersion: version,
            rules: detectors.map(ruleOf),
          },
        },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { "%SRCROOT%": { description: { text: "The top of the repository." } } },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: [
              ...verdict.skipped.map(({ path, reason }) => notification(`not searched: ${path} (${reason})`)),
              ...verdict.notes.map(notification),
            ],
          },
        ],
        results: verdict.findings.map(resultOf),
      },
    ],
  };
  return jsonText(log);
}

function ruleOf(detector: Detector) {
  const [helpUri] = detector.references;
  // Code scanning shows them beside what was pushed.
  const steps = detector.remediation.steps
    .filter(({ when }) => when === undefined || when.includes("published"))
    .map(({ title }) => `- ${fillTitle(title, noFacts, detector.family)}`);
  const text = [
    detector.what,
    `${capital(detector.remediation.summary)}.`,
    `keylatch explain ${detector.id}`,
  ];
  return {
    id: detector.id,
    name: detector.id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: detector.title },
    fullDescription: { text: detector.what },
    help: {
      text: text.join("\n"),
      markdown: [...text.slice(0, 2), steps.join("\n"), `\`${text[2]}\``].join("\n\n"),
    },
    ...(helpUri !== undefined && { helpUri }),
    defaultConfiguration: { level: levelOf(detector.severity) },
    properties: { "security-severity": SCORES[detector.severity], tags: ["security", detector.family] },
  };
}

function resultOf(finding: JudgedFinding) {
  const { detector, status, fingerprint, commit } = finding;
  return {
    ruleId: detector,
    ruleIndex: detectors.findIndex(({ id }) => id === detector),
    level: status === "blocking" ? "error" : levelOf(finding.severity),
    message: { text: messageOf(finding) },
    locations: [locationOf(finding)],
    partialFingerprints: { "keylatch/v1": fingerprint },
    ...(status === "overridden" && { suppressions: [suppression("external", finding.reason)] }),
    ...(status === "allowed" && { suppressions: [suppression("inSource", finding.reason)] }),
    properties: {
      "security-severity": SCORES[finding.severity],
      confidence: finding.confidence,
      status,
      ...(commit !== null && { commit }),
      ...(finding.identifier !== null && { identifier: finding.identifier }),
    },
  };
}

/** A place that is not a file, such as a commit message, has a name instead of a position. */
function locationOf({ path, line, column, endLine, endColumn }: JudgedFinding) {
  const place = placeName(path);
  if (place !== null) return { logicalLocations: [{ name: place, kind: "resource" }] };
  const isRelative = !path.startsWith("/") && !/^[A-Za-z]:\//.test(path);
  const uri = path.split("/").map(encodeURIComponent).join("/");
  return {
    physicalLocation: {
      artifactLocation: isRelative ? { uri, uriBaseId: "%SRCROOT%" } : { uri: `file://${uri}` },
      region: { startLine: line, startColumn: column, endLine, endColumn },
    },
  };
}

function suppression(kind: "external" | "inSource", reason: string | undefined) {
  return { kind, status: "accepted", ...(reason !== undefined && { justification: reason }) };
}

function notification(text: string) {
  return { level: "note", message: { text } };
}

function levelOf(severity: Severity): "error" | "warning" | "note" {
  return severity === "low" ? "note" : severity === "medium" ? "warning" : "error";
}
