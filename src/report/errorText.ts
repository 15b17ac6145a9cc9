import { isExpected } from "../errors.ts";
import type { Io } from "../io.ts";
import { maskKeys } from "../masking/maskKeys.ts";
import { marked } from "./marked.ts";
import { printable } from "./printable.ts";
import { chooseStyle } from "./style.ts";
import { commandWithProgram, withProgram } from "./withProgram.ts";
import { hang } from "./wrap.ts";

/** A failure for people: what could not be done, and what to do. Never contains the content of a file. */
export function errorText(error: unknown, io: Io): string {
  const style = chooseStyle(io.env, io.stderr);
  const [message, hint] = sentences(error);
  const copied = isExpected(error) ? error.lines : [];
  const masked = (text: string) => printable(maskKeys(text));
  const said = masked(`keylatch: ${message}`);
  const way = hint === undefined ? [] : hang("  ", withProgram(masked(hint), style.program), style.width);
  const exact = copied.map(
    (line) => `    ${style.colors.cyan(commandWithProgram(masked(line), style.program))}`,
  );
  return `${[...marked(style.symbols.cross, said, style.colors.red, style), ...way, ...exact].join("\n")}\n`;
}

function sentences(error: unknown): [message: string, hint: string | undefined] {
  if (isExpected(error)) return [error.message, error.hint];
  const { name, message, stack, code, syscall, path } = of(error);
  if (code === "MODULE_NOT_FOUND")
    return [
      `it is not installed completely (${message.split("\n")[0]})`,
      "Install the packages again: npm ci",
    ];
  if (code !== undefined && syscall !== undefined)
    return [
      path === undefined
        ? `the system refused to ${syscall} (${code})`
        : `${path} cannot be used (${code}, ${syscall})`,
      "Nothing was let through. Check what is there, its permissions, and whether the disk is full.",
    ];
  // A bug in keylatch. Its message may quote what was being read, so only its kind and place are shown.
  const place = /\n\s+at (.*)/.exec(stack ?? "")?.[1] ?? "an unknown place";
  return [
    `something unexpected failed (${code ?? name}) at ${place}`,
    "Nothing was let through. This is a bug in keylatch: please report it with this line.",
  ];
}

function of(error: unknown): NodeJS.ErrnoException {
  return error instanceof Error ? error : { name: "unknown", message: "" };
}
