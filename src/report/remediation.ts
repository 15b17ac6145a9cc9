import type { Detector } from "../../detectors/detector.ts";
import type { Verdict } from "../finding.ts";
import { factsOf, fillCommand, fillTitle } from "./fill.ts";
import { type FilledStep, gitSteps } from "./gitSteps.ts";
import type { Group } from "./group.ts";

/** The way out of one group of findings, nothing left to fill in by us. */
export interface FilledRemediation {
  /** One line: what the credential can do in the wrong hands. */
  readonly summary: string;
  /** In the order in which they are to be done. */
  readonly steps: readonly FilledStep[];
  /** What `keylatch explain` takes for the whole story. */
  readonly explain: string;
}

/** For findings of a detector that this version does not have. */
const NO_VARIABLE = "SECRET";

/**
 * The way out for a group: git's steps and the credential's own. What is out already is rotated first, as nothing in
 * git undoes that; what is not leaves git first.
 */
export function remediate(group: Group, verdict: Verdict, detectors: readonly Detector[]): FilledRemediation {
  const { head } = group;
  const own = detectors.find((detector) => detector.id === head.detector)?.remediation;
  const variable = own?.variable ?? NO_VARIABLE;
  const facts = factsOf(group, variable);
  const git = gitSteps(group, verdict, variable);
  const rotation = (own?.steps ?? [])
    .filter((step) => step.when === undefined || step.when.includes(head.exposure))
    .map((step) => ({
      title: fillTitle(step.title, facts, head.family),
      ...(step.command === undefined ? {} : { command: fillCommand(step.command, facts, head.family) }),
    }));
  return {
    summary: own?.summary ?? "whoever can read it can use it",
    steps: head.exposure === "published" ? [...rotation, ...git] : [...git, ...rotation],
    explain: head.detector,
  };
}
