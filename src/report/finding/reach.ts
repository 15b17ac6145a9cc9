import { placeKey, type Verdict } from "../../finding.ts";
import type { Group } from "../group.ts";
import { count, list } from "../words.ts";

const AS_FETCHED = "as of the last fetch";
const MOST_REMOTES = 3;

/** How far the credential got, as far as this repository knows. */
export function reach(group: Group, verdict: Verdict): string {
  const { head, findings } = group;
  const commits = new Set(findings.flatMap(({ commit }) => commit ?? []));
  const remotes = new Set([
    ...[...commits].flatMap((commit) => verdict.scene?.commits.get(commit)?.remotes ?? []),
    ...findings.flatMap((finding) => verdict.scene?.copies.get(placeKey(finding)) ?? []),
  ]);
  if (verdict.occasion === "image") return "wherever the image went";
  switch (head.exposure) {
    case "published":
      return remotes.size === 0
        ? "yes: it was pushed"
        : `yes: at ${list([...remotes].slice(0, MOST_REMOTES))}${remotes.size > MOST_REMOTES ? " and more" : ""}, ${AS_FETCHED}`;
    case "local":
      if (verdict.push?.remote === null) return "to this server only, which keeps nothing of a refused push";
      return commits.size === 0
        ? `not yet: in no remote branch, ${AS_FETCHED}`
        : `not yet: in ${count(commits.size, "local commit")} and no remote branch, ${AS_FETCHED}`;
    case "staged":
      return "no: only staged, in no commit yet";
    case "disk":
      return verdict.occasion === "stdin" ? "" : "unknown: only files were read; git may have it too";
  }
}
