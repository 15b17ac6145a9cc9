import type { Detector, Family, Step } from "../../../detectors/detector.ts";
import { detectors } from "../../../detectors/index.ts";
import type { Verdict } from "../../finding.ts";
import { usualVariable } from "../../usualVariable.ts";
import type { Group } from "../group.ts";
import { posix, powershell } from "../shell/shell.ts";
import type { Shell } from "../shell/shellSyntax.ts";
import { type Facts, factsOf, fillCommand, fillTitle } from "./fill.ts";
import { gitSteps } from "./gitSteps.ts";
import { keyOf } from "./reference.ts";
import type { FilledStep, StepContext } from "./step.ts";

/** The remediation of one group of findings, its placeholders filled in. */
export interface FilledRemediation {
  /** One line: what the credential can do in the wrong hands. */
  readonly summary: string;
  /** In the order in which to do them. */
  readonly steps: readonly FilledStep[];
  /** The id for `keylatch explain`. */
  readonly explain: string;
}

/**
 * The remediation of a group: steps in git, and those for the credential itself. A published one is rotated first, because
 * nothing in git undoes that; any other is taken out of git first.
 */
export function remediate(group: Group, verdict: StepContext["verdict"], shell: Shell): FilledRemediation {
  const { head } = group;
  const detector = detectors.find(({ id }) => id === head.detector) as Detector;
  const facts = factsOf(group);
  const own = (facts.id?.startsWith("ASIA") && detector.temporary) || detector.remediation;
  const ids = group.findings.filter(
    (finding) => finding !== head && finding.kind === "identifier" && finding.path === head.path,
  );
  const variables = new Set(
    [head, ...ids].map((finding) => keyOf(finding) ?? usualVariable(finding, group.findings)),
  );
  const isOut = head.exposure === "published";
  const git = gitSteps({ group, verdict, variables: [...variables], shell }).map((step) => ({
    ...step,
    essential: !isOut && !step.optional,
  }));
  // Nobody can tell where an image is by now.
  const exposure = verdict.occasion === "image" ? "published" : head.exposure;
  const rotation = own.steps
    .filter((step) => step.when === undefined || step.when.includes(exposure))
    .map((step) => fillStep(step, facts, head.family, shell));
  return {
    summary: own.summary,
    steps: isOut ? [...rotation, ...git] : [...git, ...rotation],
    explain: head.detector,
  };
}

/** The same with commands for both shells where they differ: a program's reader may use either. */
export function remediateForAll(group: Group, verdict: Verdict): FilledRemediation {
  const own = remediate(group, verdict, posix);
  const windows = remediate(group, verdict, powershell({ isWindows: true }));
  return { ...own, steps: own.steps.map((step, index) => both(step, windows.steps[index] as FilledStep)) };
}

/** Fills the placeholders of a detector's step. */
export function fillStep(step: Step, facts: Facts, family: Family, shell: Shell): FilledStep {
  const title = fillTitle(step.title, facts, family);
  if (step.command === undefined) return { title };
  const own = shell.name === "powershell" ? step.powershell : undefined;
  return { title, command: fillCommand(own ?? shell.translate(step.command), facts, family, shell) };
}

/** A POSIX step with the PowerShell command of another added, if it differs. */
export function both(step: FilledStep, { command }: FilledStep): FilledStep {
  return command === undefined || command === step.command ? step : { ...step, powershell: command };
}
