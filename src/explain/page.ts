import type { Detector, Exposure, Family, Severity, Step } from "../../detectors/detector.ts";
import { posix, powershell } from "../report/shell/shell.ts";
import type { Shell } from "../report/shell/shellSyntax.ts";
import { fillCommand, fillTitle, noFacts } from "../report/steps/fill.ts";
import { both, fillStep } from "../report/steps/remediation.ts";
import type { FilledStep } from "../report/steps/step.ts";
import { commandWithProgram, withProgram } from "../report/withProgram.ts";
import { capital } from "../report/words.ts";
import { type Block, type Passage, type Section, type SectionName, sectionTitles, shell } from "./block.ts";
import { checked } from "./checked.ts";
import type { Language, Store } from "./choices.ts";
import type { Explanation } from "./explanation.ts";
import { otherSecrets } from "./otherSecrets.ts";
import { pairOf } from "./pairs.ts";
import { readSnippets, type Snippet } from "./snippets.ts";
import { example, storesOverview, storing } from "./stores.ts";

/** Everything about one kind of key, as data: what the three formats are made from. */
export interface Page {
  readonly id: string;
  readonly family: Family;
  readonly title: string;
  readonly severity: Severity;
  /** Name of the environment variable for the value. */
  readonly variable: string;
  /** The month in which the commands and texts were checked, `2026-11`. */
  readonly checked: string;
  readonly sections: readonly Section[];
  /** All chosen programs; the storage section shows at least the first. */
  readonly snippets: readonly Snippet[];
  readonly references: readonly string[];
}

/** Loops and pipes are not translated for PowerShell: every user of git has a POSIX shell. */
const SCRIPTS =
  "Commands of several lines on this page are for a POSIX shell: Git Bash, which comes with git, WSL or AWS CloudShell.";

/**
 * Combines what the detector says about itself with what is written about its kind of key. With a store or a language, only
 * the section that has the example.
 * @param shell what single commands are for; scripts of several lines are for a POSIX shell everywhere
 * @param program how keylatch is called in the reader's terminal
 */
export function makePage(
  detector: Detector,
  explanation: Explanation,
  choice: { readonly store?: Store | undefined; readonly lang?: Language | undefined } = {},
  shell: Shell | "all" = posix,
  program = "npx keylatch",
): Page {
  const { id, family, title, severity, references, remediation } = detector;
  const snippets = readSnippets(pairOf(detector), choice.store, choice.lang);
  const isWhole = choice.store === undefined && choice.lang === undefined;
  const ownSteps = (exposure: Exposure) =>
    remediation.steps
      .filter(({ when }) => when === undefined || when.includes(exposure))
      .map((step) => filledStep(step, explanation.abbreviations, family, shell));
  const contents: Readonly<Record<SectionName, readonly Passage[]>> = {
    what: [
      ...(shell !== posix && shell !== "all" ? [SCRIPTS] : []),
      detector.what,
      ...explanation.what,
      "keylatch leaves alone:",
      detector.leavesAlone,
    ],
    leaks: [`${capital(remediation.summary)}.`, ...explanation.leaks],
    storage: isWhole
      ? [...explanation.storage, ...storesOverview(detector), ...snippets.slice(0, 1).flatMap(example)]
      : snippets.flatMap((snippet, index) => [
          ...(snippet.store === snippets[index - 1]?.store ? [] : storing(detector, snippet.store)),
          ...example(snippet),
        ]),
    misuse: explanation.misuse,
    rotate: [
      "If others may have it (pushed, sent, printed in a log): stop it first; an outage is the smaller harm.",
      ...explanation.beforeSteps,
      { kind: "steps", steps: ownSteps("published") },
      "If it never left this machine, there is no hurry: take it out of git, then replace it without an outage.",
      { kind: "steps", steps: ownSteps("local") },
      ...explanation.rotate,
    ],
    consumers: [...explanation.consumers, ...inThisRepository(remediation.variable)],
    practice: explanation.practice,
    others: otherSecrets,
  };
  const sections = sectionTitles
    .filter(([name]) => isWhole || name === "storage")
    .map(([name, title]) => ({
      name,
      title,
      blocks: contents[name].map((passage) => filled(passage, family, program)),
    }));
  return {
    id,
    family,
    title,
    severity,
    variable: remediation.variable,
    checked,
    sections,
    snippets,
    references: [...new Set([...references, ...explanation.references])],
  };
}

/** A step for one shell, or with the commands of both. */
function filledStep(
  step: Step,
  abbreviations: Explanation["abbreviations"],
  family: Family,
  shell: Shell | "all",
): FilledStep {
  const own = fillStep(abbreviated(step, abbreviations), noFacts, family, posix);
  if (shell === posix) return own;
  // Not abbreviated: PowerShell has none of the variables that the POSIX scripts of the page set.
  const other = shell === "all" ? powershell({ isWindows: true }) : shell;
  const translated = fillStep(step, noFacts, family, other);
  return shell === "all" ? both(own, translated) : translated;
}

/** Replaces long values with shell variables that the page has set before. */
function abbreviated(step: Step, abbreviations: Explanation["abbreviations"]): Step {
  if (step.command === undefined) return step;
  let { command } = step;
  for (const [long, short] of Object.entries(abbreviations)) command = command.replaceAll(long, short);
  // Assignments of variables that the page has set already are dropped.
  command = command.replace(/^([A-Z]+)=\$\1\n/gm, "");
  return { ...step, command };
}

/** How to find what uses the credential in this repository. */
function inThisRepository(variable: string): Passage[] {
  return [
    "In this repository: every file, branch, tag, stash and commit that has it, who added it, and what reads its variable. The fingerprint, or the id of the key, is in the report (--format json); the second line finds commits that added or removed the variable's name:",
    shell`
      keylatch trace FINGERPRINT
      git log --all --oneline -S ${variable}`,
  ];
}

/** Fills placeholders such as `{id}` with words for what belongs there: the page is not about a certain finding. */
function filled(passage: Passage, family: Family, program: string): Block {
  const say = (text: string) => withProgram(fillTitle(text, noFacts, family), program);
  if (typeof passage === "string") return { kind: "text", text: say(passage) };
  if (!("kind" in passage)) return { kind: "list", items: passage.map(say) };
  if (passage.kind === "steps")
    return { ...passage, steps: passage.steps.map((step) => ({ ...step, title: say(step.title) })) };
  if (passage.kind !== "code" || passage.language !== "sh") return passage;
  return { ...passage, code: commandWithProgram(fillCommand(passage.code, noFacts, family, posix), program) };
}
