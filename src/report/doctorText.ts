import { printable, printableJson } from "./printable.ts";
import type { Style } from "./style.ts";
import { hang } from "./wrap.ts";

/** What `keylatch doctor` saw. */
export interface Diagnosis {
  /** Whether the made-up key was stopped. */
  readonly commit: boolean;
  readonly push: boolean;
  readonly causes: readonly { readonly kind: Cause; readonly where: string }[];
}

type Cause =
  | "husky-off"
  | "no-hooks-folder"
  | "no-hook"
  | "not-executable"
  | "no-line"
  | "ends-early"
  | "not-installed"
  | "no-node";

const CAUSES: Readonly<Record<Cause, (where: string) => string>> = {
  "husky-off": (where) => `HUSKY=0 is set in ${where}: take it out, it switches every hook off`,
  "no-hooks-folder": (where) =>
    `git looks for hooks in ${where}, which is not there: install the packages, or run keylatch init`,
  "no-hook": (where) => `${where} is not there: run keylatch init`,
  "not-executable": (where) => `${where} is not executable, so git skips it: chmod +x it`,
  "no-line": (where) => `${where} does not call keylatch: run keylatch init`,
  "ends-early": (where) => `${where} has an exit or exec before it calls keylatch: move that line below`,
  "not-installed": (where) => `keylatch is not installed in ${where}: install the packages`,
  "no-node": (where) => `node is not on ${where}: put its folder on the PATH in ~/.config/husky/init.sh`,
};

/** The diagnosis for people. */
export function doctorText({ commit, push, causes }: Diagnosis, style: Style): string {
  const { symbols, colors, width } = style;
  const line = (isGood: boolean, good: string, bad: string) =>
    isGood ? `${colors.green(symbols.tick)} ${good}` : `${colors.red(symbols.cross)} ${bad}`;
  const lines = [
    line(
      commit,
      "a commit with a made-up key was stopped",
      "a commit with a made-up key was not stopped by keylatch",
    ),
    line(
      push,
      "a push with a made-up key was stopped",
      "a push with a made-up key was not stopped by keylatch",
    ),
    ...causes.flatMap(({ kind, where }) =>
      hang(`  ${symbols.warning} `, printable(CAUSES[kind](where)), width),
    ),
    commit && push
      ? "This work tree is protected. Nothing was left behind."
      : "This work tree is not protected. In CI, keylatch audit verify would still see a leak.",
  ];
  return `${lines.join("\n")}\n`;
}

/** The same for programs. */
export function doctorJson({ commit, push, causes }: Diagnosis): string {
  const data = { version: 1, protected: commit && push, commit, push, causes };
  return `${printableJson(JSON.stringify(data, null, 2))}\n`;
}
