import { attributesPath } from "../policy/attributes.ts";
import { saltPath } from "../salt.ts";
import { commandLines } from "./foldCommand.ts";
import type { Style } from "./style.ts";

/** The command that commits a record of the work tree, with what it needs to count. */
export function recordCommand(path: string, style: Style): string[] {
  const { shell } = style;
  return commandLines(
    shell.chain(`git add -- ${shell.quote(path)} ${saltPath} ${attributesPath}`, "git commit"),
    style,
  );
}
