import type { JudgedFinding, Verdict } from "../../finding.ts";
import type { Group } from "../group.ts";
import { placeName, short } from "../place.ts";
import { count } from "../words.ts";

/** Where a group of findings is, to follow the title: "in a staged file", "in commit abc1234, not pushed yet". */
export function where(group: Group, verdict: Verdict): string {
  const { head, findings } = group;
  if (verdict.occasion === "stdin") return "in standard input";
  if (verdict.occasion === "image") return `in the ${placeName(head.path) ?? "image"}`;
  const reach =
    head.exposure === "published"
      ? ", already published"
      : verdict.occasion === "push"
        ? ", not pushed yet"
        : "";
  const place = placeName(head.path);
  if (place !== null)
    return `in the ${place}${head.commit === null ? "" : ` of ${short(head.commit)}`}${reach}`;
  const commits = different(findings, (finding) => finding.commit);
  if (head.commit !== null)
    return `in ${commits > 1 ? count(commits, "commit") : `commit ${short(head.commit)}`}${reach}`;
  const files = different(findings, (finding) => finding.path);
  if (head.exposure === "local") return `in what a tag points to${reach}`;
  if (head.exposure === "staged" || verdict.occasion === "commit")
    return `in ${files > 1 ? count(files, "staged file") : "a staged file"}${reach}`;
  return files > 1 ? `in ${count(files, "file")} on disk${reach}` : `on disk${reach}`;
}

function different(
  findings: readonly JudgedFinding[],
  key: (finding: JudgedFinding) => string | null,
): number {
  return new Set(findings.map(key).filter((value) => value !== null)).size;
}
