import type { Exposure } from "../../../detectors/detector.ts";
import type { JudgedFinding } from "../../finding.ts";
import { MASK } from "../../redact.ts";
import { placeName } from "../place.ts";
import { printable } from "../printable.ts";
import { count } from "../words.ts";
import type { Way } from "./way.ts";

/** More paths than this in one command help nobody. */
export const MOST_PATHS = 5;
/** What git would take for a pattern and not for a name. */
const PATHSPEC = /[*?[\]\\]|^:/;

/** Files as arguments of git. */
interface Paths {
  /** What comes after `--`. */
  readonly paths: string;
  /** A word about those that are left out. */
  readonly others: string;
  /** A word about those beside the one in the picture, for a sentence about that. */
  readonly too: string;
  /** What commits them, and nothing else that is staged unless some are left out. */
  into(commit: string): string;
  /** From the top. */
  readonly all: readonly string[];
}

/** The files that a group's findings stand in. */
export function pathsOfAll({ findings }: Way["group"]): string[] {
  return [...new Set(findings.map(({ path }) => path))].filter((path) => placeName(path) === null);
}

/** The files of a group with one exposure, those that are wanted. */
export function pathsOf(
  way: Way,
  exposure: Exposure,
  isWanted: (path: string) => boolean = () => true,
): Paths {
  // What a remote has already is staged all the same.
  const isThere = (finding: JudgedFinding) =>
    finding.exposure === exposure || (exposure === "staged" && way.verdict.occasion === "commit");
  const files = way.group.findings.filter((finding) => isThere(finding) && placeName(finding.path) === null);
  const all = [...new Set(files.map(({ path }) => path))].filter(isWanted);
  const rest = all.length - MOST_PATHS;
  const { path: shown } = way.group.head;
  const beside = all.filter((path) => path !== (all.includes(shown) ? shown : all[0]));
  const names = beside.length === 1 ? printable(beside[0] as string) : count(beside.length, "other file");
  const paths = all
    .slice(0, MOST_PATHS)
    .map((path) => pathspec(path, way))
    .join(" ");
  return {
    paths,
    into: (commit) => (rest > 0 ? way.shell.chain(`git add -- ${paths}`, commit) : `${commit} -- ${paths}`),
    others: rest > 0 ? `, also in ${count(rest, "other file")}` : "",
    too:
      beside.length > 0 ? `, and take ${way.variables.length > 1 ? "them" : "it"} out of ${names} too` : "",
    all,
  };
}

/**
 * A path as git takes it from where the person stands: by its name, whatever characters are in it. A masked one has to
 * be put in by hand.
 */
export function pathspec(path: string, { verdict, shell }: Pick<Way, "verdict" | "shell">): string {
  if (path.includes(MASK)) return "PATH";
  if (PATHSPEC.test(path)) return shell.quote(`:(top,literal)${path}`);
  if (verdict.scene?.prefix === "" || verdict.scene === null) return shell.quote(path);
  // Behind `:/` git takes a sign such as _ for another wish.
  return shell.quote(/^[A-Za-z0-9.]/.test(path) ? `:/${path}` : `:(top)${path}`);
}
