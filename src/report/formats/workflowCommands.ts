import type { JudgedFinding, Verdict } from "../../finding.ts";
import { placeName } from "../place.ts";
import { printable } from "../printable.ts";
import { messageOf } from "./messageOf.ts";

const LEVELS = { blocking: "error", warning: "warning", overridden: "notice", allowed: "notice" } as const;

/**
 * The findings as annotations of GitHub Actions, one per line.
 * @param program {@link Style.program}
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
 */
export function annotations(verdict: Verdict, program: string): string {
  return verdict.findings.map((finding) => annotation(finding, program)).join("");
}

function annotation(finding: JudgedFinding, program: string): string {
  const { status, detector, path, line, endLine, column, endColumn, reason } = finding;
  const place =
    placeName(path) === null
      ? { file: path, line, endLine, ...(line === endLine && { col: column, endColumn }) }
      : {};
  const properties = Object.entries({ ...place, title: `keylatch: ${detector}` }).map(
    ([name, value]) => `${name}=${escapedProperty(String(value))}`,
  );
  const way = reason === undefined ? `See ${program} explain ${detector}` : `Let through: ${reason}`;
  const message = escapedData(printable(`${messageOf(finding)}. ${way}`));
  return `::${LEVELS[status]} ${properties.join(",")}::${message}\n`;
}

/** @see https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function escapedData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/**
 * Disarms what CI systems would run as commands: a line that starts with `::` (GitHub Actions), and `##vso[` or `##[`
 * anywhere (Azure Pipelines, GitHub Actions). File names and source lines come from whoever made the commits.
 */
export function withoutCommands(text: string): string {
  return text.replace(/^([^\S\n]*):(?=:)/gm, "$1: ").replace(/#(?=#\w*\[)/g, "# ");
}

/** The same for JSON, which has such characters only in strings. */
export function jsonWithoutCommands(json: string): string {
  return json.replace(/#(?=#\w*\[)/g, "\\u0023");
}
