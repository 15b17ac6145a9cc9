import { type Cause, type CauseKind, type Diagnosis, type Fate, isProtected } from "../doctor/diagnosis.ts";
import { clip } from "./cells.ts";
import { jsonText, printable } from "./printable.ts";
import { posix } from "./shell/shell.ts";
import type { Style } from "./style.ts";
import { count } from "./words.ts";
import { hang, wrap } from "./wrap.ts";

/** Most cells shown of a line that another part of a hook printed. */
const LONGEST = 300;

/** Paths that the advice names. */
export interface Settings {
  /** husky's configuration file, which its hooks read. */
  readonly huskySettings: string;
  /** The folder that node is in. */
  readonly nodeFolder: string;
}

type Sentence = (where: string, settings: Settings & Pick<Style, "program">) => string;

/** What to do about each kind of cause. */
const CAUSES: Readonly<Record<CauseKind, Sentence>> = {
  "husky-off": (where) => `HUSKY=0 is set in ${where}: remove it, it turns every hook off`,
  override: (where) => `KEYLATCH_OVERRIDE is set in ${where}: unset it, it lets every key through`,
  "hooks-elsewhere": (where, { program }) =>
    `core.hooksPath is ${where}, so git runs only the hooks there: unset it, or run ${program} init to add keylatch to them`,
  "no-hooks-folder": (where, { program }) =>
    `git looks for hooks in ${where}, which does not exist: install the packages, or run ${program} init`,
  "no-hook": (where, { program }) => `${where} does not exist: run ${program} init`,
  "not-executable": (where) => `${where} is not executable, so git ignores it: run chmod +x on it`,
  "no-line": (where, { program }) => `${where} does not call keylatch: run ${program} init`,
  "ends-early": (where) => `${where} has an exit or exec before it calls keylatch: move that line below`,
  "not-installed": (where) => `keylatch is not installed in ${where}: install the packages`,
  "no-node": (where, { huskySettings, nodeFolder }) =>
    `node is not on ${where === "PATH" ? "the PATH" : `a PATH of ${where}`}, so the hook cannot run and every commit is refused: add export PATH=${posix.quote(nodeFolder)}:"$PATH" to ${huskySettings}`,
  unexplained: (where) =>
    `${where} calls keylatch but ignores its exit code: pass it on (look for || true, or what follows the call)`,
  "other-failure": (where) => `something else in the hook failed: ${where}`,
};

/** The diagnoses for people. */
export function doctorText(diagnoses: readonly Diagnosis[], settings: Settings, style: Style): string {
  const blocks = diagnoses.map((diagnosis) => [
    ...(diagnoses.length > 1 ? [style.colors.bold(printable(diagnosis.path))] : []),
    ...fateLines(diagnosis, style),
    ...diagnosis.causes.flatMap((cause) => causeLines(cause, settings, style)),
  ]);
  return `${[...blocks, wrap(closing(diagnoses), style.width)].map((lines) => lines.join("\n")).join(diagnoses.length > 1 ? "\n\n" : "\n")}\n`;
}

function fateLines({ commit, push, shortPath }: Diagnosis, style: Style): string[] {
  return [
    fateLine("commit", commit, style),
    fateLine("push", push, style),
    ...(shortPath === null ? [] : [shortLine(shortPath.commit, shortPath.push, style)]),
  ];
}

function fateLine(what: string, fate: Fate, { colors, symbols }: Style): string {
  const mark = fate === "stopped" ? colors.green(symbols.tick) : colors.red(symbols.cross);
  return `${mark} a ${what} with a made-up key was ${FATES[fate]}`;
}

const FATES: Readonly<Record<Fate, string>> = {
  stopped: "stopped",
  failed: "not stopped by keylatch, something else refused it",
  passed: "not stopped by keylatch",
};

/** What a GUI client would see. */
function shortLine(commit: Fate, push: Fate, { colors, symbols }: Style): string {
  const where = "with the short PATH of a GUI client";
  if (commit === "passed" || push === "passed")
    return `${colors.red(symbols.cross)} ${where} it was let through`;
  if (commit === "stopped" && push === "stopped") return `${colors.green(symbols.tick)} ${where} too`;
  return `${colors.yellow(symbols.warning)} ${where} nothing gets through, keys or not: the hook cannot run`;
}

function causeLines({ kind, where }: Cause, settings: Settings, style: Style): string[] {
  const text = CAUSES[kind](clip(where, LONGEST, style.symbols.ellipsis), {
    ...settings,
    program: style.program,
  });
  return hang(`  ${style.symbols.warning} `, printable(text), style.width);
}

function closing(diagnoses: readonly Diagnosis[]): string {
  const open = diagnoses.filter((diagnosis) => !isProtected(diagnosis)).length;
  const all = count(diagnoses.length, "work tree");
  const isOne = diagnoses.length === 1;
  if (open === 0)
    return `${isOne ? "This work tree is" : `All ${all} are`} protected. Nothing was left behind.`;
  const those = isOne ? "This work tree is" : `${open} of ${all} ${open === 1 ? "is" : "are"}`;
  return `${those} not protected. In CI, keylatch audit verify would still see a leak.`;
}

/** The diagnoses for programs; the members beside the list are about the current work tree. */
export function doctorJson(diagnoses: readonly Diagnosis[]): string {
  const [current] = diagnoses;
  const data = {
    version: 1,
    protected: diagnoses.every(isProtected),
    commit: current?.commit === "stopped",
    push: current?.push === "stopped",
    causes: current?.causes ?? [],
    worktrees: diagnoses.map((diagnosis) => ({ ...diagnosis, protected: isProtected(diagnosis) })),
  };
  return jsonText(data);
}
