import type { Exposure } from "../../../detectors/detector.ts";
import type { JudgedFinding } from "../../finding.ts";
import { MASK } from "../../redact.ts";
import { placeName } from "../place.ts";
import { count } from "../words.ts";
import type { Way } from "./way.ts";

/** More paths than this in one command help nobody. */
export const MOST_PATHS = 5;
/** What git would take for a pattern and not for a name. */
const PATHSPEC = /[*?[\]\\]|^:/;

/** The files of a group with one exposure, as arguments after `--`, and a word about those that are left out. */
export function pathsOf(way: Way, exposure: Exposure): { paths: string; others: string; all: string[] } {
  // What a remote has already is staged all the same.
  const isThere = (finding: JudgedFinding) =>
    finding.exposure === exposure || (exposure === "staged" && way.verdict.occasion === "commit");
  const all = [
    ...new Set(
      way.group.findings
        .filter((finding) => isThere(finding) && placeName(finding.path) === null)
        .map(({ path }) => path),
    ),
  ];
  const rest = all.length - MOST_PATHS;
  return {
    paths: all
      .slice(0, MOST_PATHS)
      .map((path) => pathspec(path, way))
      .join(" "),
    others: rest > 0 ? `, also in ${count(rest, "other file")}` : "",
    all,
  };
}

/**
 * A path as git takes it from where the person stands: by its name, whatever characters are in it. A masked one has to
 * be put in by hand.
 */
export function pathspec(path: string, { verdict, shell }: Way): string {
  if (path.includes(MASK)) return "PATH";
  if (PATHSPEC.test(path)) return shell.quote(`:(top,literal)${path}`);
  return shell.quote(verdict.scene?.prefix === "" || verdict.scene === null ? path : `:/${path}`);
}
