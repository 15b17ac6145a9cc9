import type { Refusal } from "../../agent/refusal.ts";
import type { KeylatchError } from "../../errors.ts";
import type { JudgedFinding } from "../../finding.ts";
import { groupFindings } from "../group.ts";
import { location } from "../place.ts";
import { printable } from "../printable.ts";
import { posix } from "../shell/shell.ts";
import { remediate } from "../steps/remediation.ts";
import { commandWithProgram, withProgram } from "../withProgram.ts";

/** The objections to a tool call of a coding agent. */
interface Objections {
  readonly refusals: readonly Refusal[];
  readonly findings: readonly JudgedFinding[];
}

const COMMIT_STEPS = [
  "Run the command without it",
  "If a hook blocks, do what its report says: take the key out, keep it in a secret store",
  "If it has to be committed as it is, ask the person you work for: they can override it with a reason",
];
const PERSON_STEPS = ["Ask the person you work for to do it, with their reason"];

/**
 * What a coding agent reads: plain numbered steps, without drawings or colour.
 * @param program {@link Style.program}
 * @returns `null` when there is no objection to the call
 */
export function agentText({ refusals, findings }: Objections, program: string): string | null {
  if (refusals.length === 0 && findings.length === 0) return null;
  const blocks = [...distinct(refusals.map(refusalBlock)), ...findingBlocks(findings, program)];
  return `keylatch refused this.\n\n${blocks.join("\n\n")}\n`;
}

/** Why a call that could not be checked is refused. @param program {@link Style.program} */
export function agentErrorText({ message, hint, lines }: KeylatchError, program: string): string {
  const why = `keylatch refused this, because it could not check it: ${message}.`;
  const advice = hint === undefined ? [] : [withProgram(hint, program)];
  const commands = lines.map((line) => commandWithProgram(line, program));
  return `${printable([why, ...advice, ...commands].join(" "))}\n`;
}

function refusalBlock(refusal: Refusal): string {
  const why = sentence(refusal);
  const isPersons = ["override", "own-file", "hidden"].includes(refusal.kind);
  return [printable(why), ...numbered(isPersons ? PERSON_STEPS : COMMIT_STEPS)].join("\n");
}

function sentence(refusal: Refusal): string {
  switch (refusal.kind) {
    case "no-verify":
      return `${refusal.said} makes git ${refusal.command} skip the hooks that keep keys out of this repository.`;
    case "hooks-path":
      return "This makes git look for hooks elsewhere, so that nothing would keep keys out of this repository.";
    case "switched-off":
      return `${refusal.name} is set so that it turns off the hooks that keep keys out of this repository.`;
    case "around":
      return `${refusal.command} goes around the hooks that keep keys out of this repository.`;
    case "hook-file":
      return `This would take away or disarm ${refusal.path}, which keeps keys out of this repository.`;
    case "override":
      return 'AI agents may not override keylatch here (override.agents is "refuse" in .keylatch/config.json).';
    case "own-file":
      return `${refusal.path} decides what keylatch lets through, and AI agents may not override it here.`;
    case "hidden":
      return `Without ${refusal.name} it would look as if a person were at work, and AI agents may not override keylatch here.`;
  }
}

function findingBlocks(findings: readonly JudgedFinding[], program: string): string[] {
  const verdict = { occasion: "scan", findings, unborn: false, scene: null } as const;
  return groupFindings(findings).map((group) => {
    const { head } = group;
    const { summary, steps, explain } = remediate(group, verdict, posix);
    const lines = steps.map(({ title, command }) => (command === undefined ? title : `${title}: ${command}`));
    return [
      printable(`${head.detector}: ${head.title} at ${location(head)}; ${summary}.`),
      ...numbered(lines),
      `See: ${program} explain ${explain}`,
    ].join("\n");
  });
}

function numbered(steps: readonly string[]): string[] {
  return steps.map((step, index) => `${index + 1}. ${step.replace(/[.:]+$/, "")}`);
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
