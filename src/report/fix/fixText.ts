import { storeSecrets } from "../../fix/storeFields.ts";
import type { FileChange } from "../../fix/workFile.ts";
import { MASK } from "../../masking/redact.ts";
import { location } from "../place.ts";
import { printable } from "../printable.ts";
import type { Style } from "../style.ts";
import { withProgram } from "../withProgram.ts";
import { capital, count, list, number } from "../words.ts";
import { hang } from "../wrap.ts";
import { advice } from "./byHand.ts";
import { fixNotes } from "./fixNotes.ts";
import type { FixOutcome } from "./fixOutcome.ts";
import { storeCommands } from "./storeCommands.ts";

/** Most names on one line; the diff has all of them. */
const MOST_NAMES = 6;

/** What would change, as a diff without secrets, and what is left to the person. */
export function fixPlanText({ plan, envPath }: FixOutcome, style: Style): string {
  const { colors, symbols } = style;
  const added = (line: string) => colors.green(`+${shown(line, style)}`);
  const files = plan.files.flatMap(({ path, index, hunks }) => [
    colors.bold(index.before === null ? "--- /dev/null" : `--- a/${printable(path)}`),
    colors.bold(`+++ b/${printable(path)}`),
    ...hunks.flatMap(({ line, removed, added: lines }) => [
      colors.cyan(`@@ line ${line} @@`),
      ...removed.map((text) => colors.red(`-${shown(text, style)}`)),
      ...lines.map(added),
    ]),
  ]);
  const env =
    plan.env === null
      ? []
      : [
          colors.bold(
            `+++ .env (git-ignored${plan.env.before === null ? ", new, readable only by you" : ""})`,
          ),
          ...plan.env.added.map((name) => added(`${name}=${symbols.mask}`)),
        ];
  const left = plan.left.flatMap(({ finding, reason }) => [
    ...hang(`${symbols.cross} `, `${location(finding)} ${finding.detector}: left to you`, style.width),
    ...hang(
      "  ",
      withProgram(printable(sentence(advice(reason, finding.path, envPath))), style.program),
      style.width,
    ),
  ]);
  return text([[...files, ...env], left]);
}

/** What was done, how to undo it, and what is still to do. */
export function fixedText(outcome: FixOutcome, style: Style): string {
  const { plan, id, store, still, envPath } = outcome;
  const { colors, symbols, width, program } = style;
  const variables = [...new Set(plan.moved.map(({ variable }) => variable))];
  const restaged = plan.files.length;
  const what = `${count(plan.moved.length, "finding")} moved to .env as ${names(variables)}; ${count(restaged, "file")} restaged`;
  const undo = `${program} fix --undo ${id}`;
  const more = still.length - plan.left.length;
  const rest = [
    ...(plan.left.length > 0 ? [`${count(plan.left.length, "finding")} left to you, see above`] : []),
    ...(more > 0 ? [`${count(more, "finding")} more (${program} scan --staged)`] : []),
  ];
  return text([
    [
      ...hang(`${symbols.tick} `, what, width),
      `  undo: ${colors.cyan(undo)}`,
      ...hang(
        "        ",
        "possible until a commit passes the hook: until then the old content is kept in the git directory, readable only by you",
        width,
      ),
    ],
    plan.files.flatMap((file) => keptText(file, style)),
    fixNotes(plan.moved, envPath).flatMap(({ text, command }, at, all) => [
      ...(text === all[at - 1]?.text ? [] : hang("  ", text, width)),
      ...(command === undefined ? [] : [`    ${colors.cyan(command)}`]),
    ]),
    storeText(outcome, style),
    still.length === 0
      ? nextText(variables.length, envPath, style)
      : hang(
          `${symbols.cross} `,
          `the commit is still blocked: ${list(rest)}; then git add, and commit`,
          width,
        ),
    store === "env" && still.length === 0
      ? [
          `  To keep it in a store: ${colors.cyan(`${program} explain ${storeSecrets(plan.moved)[0]?.detector}`)}`,
        ]
      : [],
  ]);
}

/** How to set the environment from `.env`, which most programs do not read themselves. */
function nextText(count: number, envPath: string, { colors, width }: Style): string[] {
  const variables = count === 1 ? "the variable" : "the variables";
  const node = `node --env-file=${envPath.replace(/^\.\//, "")}`;
  const said = `Next: git commit. The program reads ${variables} from its environment. ${node}, docker compose, direnv and the dotenv packages set it from .env, elsewhere the platform does; in a POSIX shell:`;
  return [...hang("  ", said, width), `    ${colors.cyan(`set -a; . ${envPath}; set +a`)}`];
}

/** A list of names, shortened if there are many. */
function names(all: readonly string[]): string {
  if (all.length <= MOST_NAMES) return list(all);
  return list([...all.slice(0, MOST_NAMES - 1), `${number(all.length - MOST_NAMES + 1)} more`]);
}

/** Asked on stderr after the plan. */
export const FIX_QUESTION = "Change these files? [y/N] ";

/** Nothing was changed, and why. */
export function notFixedText(
  { plan, hidden }: FixOutcome,
  why: "no-terminal" | "declined" | "hidden",
  { symbols, colors, program, width }: Style,
): string {
  if (plan.moved.length === 0)
    return text([
      hang(`${symbols.cross} `, "nothing was changed: do what is said above, git add it, and commit", width),
    ]);
  if (why === "hidden") {
    const places = names(hidden.map(location));
    const said = `nothing was changed: the hook would no longer recognize what is left at ${places}, and let it through; remove it there first, git add the file, and run ${program} fix again`;
    return text([hang(`${symbols.cross} `, said, width)]);
  }
  const how = why === "declined" ? "" : `; to change the files: ${colors.cyan(`${program} fix --yes`)}`;
  return text([[`${symbols.warning} nothing was changed${how}`]]);
}

/** @param isStaged whether anything is staged at all */
export function nothingToFixText(isStaged: boolean, { symbols, width }: Style): string {
  if (isStaged) return `${symbols.tick} nothing staged blocks a commit: there is nothing to fix\n`;
  const said = "nothing is staged, and a fix changes only what is: `git add` the files first";
  return text([hang(`${symbols.warning} `, said, width)]);
}

/** That a fix was undone, for people. */
export function undoneText(style: Style): string {
  return `${style.symbols.tick} undone: the index, the work tree and .env are as they were before the fix\n`;
}

const KEPT: Readonly<Record<NonNullable<FileChange["kept"]>, string>> = {
  absent: "is not in the work tree: only what is staged was changed",
  differs:
    "has other lines there in the work tree: they were left as they are, and may still contain the secret",
  "not-a-file": "is not a file in the work tree: only what is staged was changed",
  "read-only": "is read-only in the work tree: only what is staged was changed",
  symlink: "is behind a symbolic link in the work tree: only what is staged was changed",
};

function keptText({ path, kept }: FileChange, style: Style): string[] {
  return kept === null
    ? []
    : hang(`${style.symbols.warning} `, printable(`${path} ${KEPT[kept]}`), style.width);
}

function storeText({ plan, store, envPath }: FixOutcome, style: Style): string[] {
  return storeSecrets(plan.moved).flatMap((secret) => {
    const commands = storeCommands(store, secret, envPath);
    if (commands.length === 0) return [];
    const { missing, more } = secret;
    const how = [
      `How a program reads it: ${style.program} explain ${secret.detector} --store ${store}`,
      ...(missing.length > 0 ? [`it also reads ${list(missing)}, which was not moved: add it`] : []),
      ...(more.length > 0 ? [`it does not read ${list(more)}`] : []),
    ];
    const isOne = commands.every(({ posix, powershell }) => posix === powershell);
    return [
      ...hang(
        "  ",
        `Put ${secret.name} into the store, without showing a value (Node 20.12 or newer):`,
        style.width,
      ),
      ...commands.map(({ posix }) => `    ${style.colors.cyan(posix)}`),
      ...(isOne
        ? []
        : ["  PowerShell:", ...commands.map(({ powershell }) => `    ${style.colors.cyan(powershell)}`)]),
      ...hang("  ", how.join("; "), style.width),
    ];
  });
}

function shown(line: string, style: Style): string {
  // Tabs stay, as in git's diff.
  return line.split("\t").map(printable).join("\t").replaceAll(MASK, style.symbols.mask);
}

function sentence(words: string): string {
  return `${capital(words)}.`;
}

function text(blocks: readonly (readonly string[])[]): string {
  return blocks
    .flat()
    .map((line) => `${line}\n`)
    .join("");
}
