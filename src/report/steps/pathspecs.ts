import type { Exposure } from "../../../detectors/detector.ts";
import type { JudgedFinding } from "../../finding.ts";
import { MASK } from "../../masking/redact.ts";
import { placeName } from "../place.ts";
import { printable } from "../printable.ts";
import { count } from "../words.ts";
import type { StepContext } from "./step.ts";

/** Most paths in one command; for more, all changes of tracked files are staged. */
export const MOST_PATHS = 20;
/** Paths that git would read as a pattern or as magic. */
const PATHSPEC = /[*?[\]\\]|^:/;

/** Files as arguments of git commands. */
interface Paths {
  /** The arguments after `--`. */
  readonly paths: string;
  /** Whether they are too many for a command. */
  readonly isMany: boolean;
  /** The command that stages them. */
  readonly stage: string;
  /** The end of the sentence before a command that commits them. */
  readonly andThen: string;
  /** A phrase about those besides the one in the picture; may be empty. */
  readonly too: string;
  /** Completes a commit command so that it commits them, and nothing else that is staged unless they are too many. */
  into(commit: string): string;
  /** Relative to the top. */
  readonly all: readonly string[];
}

/** The files that contain a group's findings. */
export function pathsOfAll({ findings }: StepContext["group"]): string[] {
  return [...new Set(findings.map(({ path }) => path))].filter((path) => placeName(path) === null);
}

/** The files of a group's findings with one exposure. @param isWanted leaves out the others */
export function pathsOf(
  context: StepContext,
  exposure: Exposure,
  isWanted: (path: string) => boolean = () => true,
): Paths {
  // At a commit, what a remote has already is staged as well.
  const isThere = (finding: JudgedFinding) =>
    finding.exposure === exposure || (exposure === "staged" && context.verdict.occasion === "commit");
  const files = context.group.findings.filter(
    (finding) => isThere(finding) && placeName(finding.path) === null,
  );
  const all = [...new Set(files.map(({ path }) => path))].filter(isWanted);
  const isMany = all.length > MOST_PATHS;
  const { path: shown } = context.group.head;
  const beside = all.filter((path) => path !== (all.includes(shown) ? shown : all[0]));
  const names = beside.length === 1 ? printable(beside[0] as string) : count(beside.length, "other file");
  const paths = all.map((path) => pathspec(path, context)).join(" ");
  const stage = isMany ? "git add --update" : `git add -- ${paths}`;
  return {
    paths,
    isMany,
    stage,
    andThen: isMany ? "then commit all changes" : "then",
    into: (commit) => (isMany ? context.shell.chain(stage, commit) : `${commit} -- ${paths}`),
    too:
      beside.length > 0
        ? `, and take ${context.variables.length > 1 ? "them" : "it"} out of ${names} too`
        : "",
    all,
  };
}

/**
 * A path as an argument of git in the current folder, whatever characters it has. `PATH` for a masked one, which has to be
 * filled in by hand.
 */
export function pathspec(path: string, { verdict, shell }: Pick<StepContext, "verdict" | "shell">): string {
  if (path.includes(MASK)) return "PATH";
  if (PATHSPEC.test(path)) return shell.quote(`:(top,literal)${path}`);
  if (verdict.scene?.prefix === "" || verdict.scene === null) return shell.quote(path);
  // After `:/`, git reads characters such as _ as further magic.
  return shell.quote(/^[A-Za-z0-9.]/.test(path) ? `:/${path}` : `:(top)${path}`);
}
