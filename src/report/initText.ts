import type { OtherTool } from "../init/otherTools.ts";
import type { Plan } from "../init/plan.ts";
import type { PackageManager } from "../init/project.ts";
import { commandLines } from "./foldCommand.ts";
import { paragraphs } from "./paragraphs.ts";
import { printable } from "./printable.ts";
import type { Style } from "./style.ts";
import { withProgram } from "./withProgram.ts";
import { list } from "./words.ts";
import { hang } from "./wrap.ts";

/** What `keylatch init` did; paths are relative to the top. */
export interface InitResult extends Pick<Plan, "kind" | "hooksFolder" | "chained" | "isForAll"> {
  readonly written: readonly string[];
  /** Those of `written` that are new. */
  readonly made: readonly string[];
  /** Whether the hooks became live by this run. */
  readonly activated: boolean;
  /** The files to commit, so that the hooks run in every clone: those outside the git directory. */
  readonly shared: readonly string[];
  readonly others: readonly OtherTool[];
  /** Whether it was run at the top of the work tree. */
  readonly isAtTop: boolean;
  /** `null` without a package.json. */
  readonly manager: PackageManager | null;
  /** The package manager whose lock file could not be brought up to date. */
  readonly outdatedLock: string | null;
}

/** How each package manager runs the command of an installed package. */
const RUN: Readonly<Record<PackageManager, string>> = {
  npm: "npx ",
  pnpm: "pnpm exec ",
  yarn: "yarn ",
  bun: "bunx ",
};

function programOf({ manager }: InitResult): string {
  return `${manager === null ? "" : RUN[manager]}keylatch`;
}

/** What to know about another hook manager, if the hooks are in husky's folder. */
const OTHERS: Readonly<Record<OtherTool, string>> = {
  lefthook:
    "lefthook is configured here. Its hooks run from .husky now; after `lefthook install` run `keylatch init` again.",
  "pre-commit":
    "The pre-commit framework is configured here. Its hooks run from .husky now; `pre-commit install` refuses while core.hooksPath is set.",
  "simple-git-hooks":
    "simple-git-hooks is configured here. It writes .git/hooks, which run from .husky now; after it has run, run `keylatch init` again.",
};

function aboutOther(tool: OtherTool, { kind, hooksFolder }: InitResult): string {
  if (kind === "husky") return OTHERS[tool].replace(".husky", hooksFolder);
  return `${tool} is configured here. If it writes to ${hooksFolder} itself, run \`keylatch init\` again afterwards.`;
}

/** The result of `keylatch init` for people. */
export function initText(result: InitResult, style: Style): string {
  const { symbols, colors, width } = style;
  const isNew = result.written.length > 0 || result.activated;
  const headline = isNew
    ? "keylatch is on: commits and pushes are checked from now on"
    : "keylatch is on, and nothing had to change";
  const said = [...notices(result), ...result.others.map((tool) => aboutOther(tool, result))];
  return paragraphs([
    [`${colors.green(symbols.tick)} ${headline}`, ...result.written.map((path) => fileLine(path, result))],
    said.flatMap((text) =>
      hang(`${symbols.warning} `, withProgram(printable(text), programOf(result)), width),
    ),
    isNew ? nextSteps(result, style) : [],
  ]);
}

function fileLine(path: string, { made }: InitResult): string {
  return `  ${made.includes(path) ? "wrote  " : "changed"} ${printable(path)}`;
}

function notices({ kind, hooksFolder, chained, manager, isForAll, outdatedLock }: InitResult): string[] {
  const texts: string[] = [];
  if (kind === "set")
    texts.push(
      `core.hooksPath was already set to ${hooksFolder}: the hooks are there, and husky is not used.`,
    );
  if (kind === "native")
    texts.push(
      `The hooks are in ${hooksFolder}, which is not part of a clone: everyone has to run \`keylatch init --hooks native\` once${manager !== null ? ', best as the "prepare" script in package.json' : ""}.`,
    );
  if (chained.length > 0) texts.push(`These still run, called from ${hooksFolder}: ${list(chained)}.`);
  if (manager === null && kind === "husky")
    texts.push("There is no package.json here, so nobody else gets the hooks by installing packages.");
  if (isForAll)
    texts.push(
      'Yarn runs "postinstall" in clones, but also for everyone who installs this package from a registry: set "private": true in package.json, or remove the script with pinst when you publish.',
    );
  if (outdatedLock !== null)
    texts.push(`The lock file does not have husky yet: run \`${outdatedLock} install\`.`);
  return texts;
}

function nextSteps(result: InitResult, style: Style): string[] {
  const { shared, isAtTop } = result;
  const { colors, shell } = style;
  const paths = [
    ...new Set(shared.map((path) => path.replace(/^((?:.*\/)?\.husky|\.keylatch)\/.*/, "$1"))),
  ].map((path) => (isAtTop ? path : `:/${path}`));
  return [
    ...(paths.length > 0
      ? [
          "  Commit this, so that it works for everyone:",
          ...commandLines(shell.chain(`git add -- ${paths.map(shell.quote).join(" ")}`, "git commit"), style),
        ]
      : []),
    "  In CI, where nobody can skip it:",
    `  ${colors.cyan(`${programOf(result)} ci`)}`,
  ];
}
