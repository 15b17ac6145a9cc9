import picocolors from "picocolors";
import type { Io, Output } from "../io.ts";
import { MASK } from "../masking/redact.ts";
import { isOnPath } from "../onPath.ts";
import { posix, shellOf } from "./shell/shell.ts";
import type { Shell } from "./shell/shellSyntax.ts";

/** How text is drawn, chosen once per stream. */
export interface Style {
  /** In terminal cells. */
  readonly width: number;
  readonly symbols: Readonly<typeof unicode>;
  readonly colors: ReturnType<typeof picocolors.createColors>;
  /** The shell that commands are written for. */
  readonly shell: Shell;
  /** How keylatch is called in the reader's terminal, whose PATH is not that of a hook: `npx keylatch`. */
  readonly program: string;
}

/** The characters of drawings. */
const unicode = {
  cross: "✖",
  warning: "▲",
  tick: "✔",
  ellipsis: "…",
  // Shown in place of a secret; as long as `MASK`, so that positions stay right.
  mask: MASK,
  // Between line number and source, and the same on lines that are not source.
  bar: "│",
  dot: "·",
  top: "╭─",
  bottom: "╰────",
  // Under the secret; the label hangs from `tee`, on its right or on its left.
  underline: "─",
  tee: "┬",
  toRight: "╰──",
  toLeft: "──╯",
};

const ascii: typeof unicode = {
  cross: "x",
  warning: "!",
  tick: "ok",
  ellipsis: "...",
  mask: "***",
  bar: "|",
  dot: ":",
  top: ",-",
  bottom: "`----",
  underline: "^",
  tee: "^",
  toRight: "`--",
  toLeft: "--'",
};

const UNKNOWN_WIDTH = 80;
const WIDEST = 100;
/** Drawings need this width; a narrower terminal breaks the lines itself. */
const NARROWEST = 40;

/** Makes a style from its choices. */
export function makeStyle(choice: {
  width: number;
  unicode: boolean;
  color: boolean;
  shell?: Shell;
  program?: () => string;
}): Style {
  let program: string | undefined;
  return {
    width: Math.min(Math.max(choice.width, NARROWEST), WIDEST),
    symbols: choice.unicode ? unicode : ascii,
    colors: picocolors.createColors(choice.color),
    shell: choice.shell ?? posix,
    // Searching a PATH with folders on a network is slow, so it is done only if there is something to print.
    get program() {
      program ??= choice.program?.() ?? "npx keylatch";
      return program;
    },
  };
}

/** Chooses how to draw on a stream. */
export function chooseStyle(env: Io["env"], stream: Output, options: { noColor?: boolean } = {}): Style {
  return makeStyle({
    width: stream.columns || UNKNOWN_WIDTH,
    unicode: showsUnicode(env),
    color: !options.noColor && showsColor(env, stream),
    shell: shellOf(env),
    program: () => programOf(env),
  });
}

/** {@link Style.program} by the environment. */
export function programOf(env: Io["env"]): string {
  if (isOnPath(env)) return "keylatch";
  // With Yarn 2 and later there may be no folder in which npx could find it; Yarn tells the programs that it starts.
  return /^yarn\/(?!1\.)/.test(env.npm_config_user_agent ?? "") ? "yarn keylatch" : "npx keylatch";
}

/** The user's settings win over guesses. @see https://no-color.org @see https://force-color.org */
function showsColor(env: Io["env"], stream: Output): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== "0" && env.FORCE_COLOR !== "false";
  return env.TERM !== "dumb" && stream.isTTY === true;
}

/**
 * A locale with another charset is believed. An unset one is not taken for "C": GUI clients, containers and CI start hooks
 * without a locale and show UTF-8 all the same.
 */
function showsUnicode(env: Io["env"]): boolean {
  // The Linux console has 256 or 512 glyphs, none of these among them.
  if (env.TERM === "dumb" || env.TERM === "linux") return false;
  // OS is set by Windows itself; its old console shows code page 437 or 850.
  if (env.OS === "Windows_NT" && !env.WT_SESSION && !env.TERM_PROGRAM) return false;
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  return !locale || /utf-?8/i.test(locale);
}
