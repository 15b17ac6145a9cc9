import { chmodSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { quoted } from "./hookText.ts";

/** The hooks that call keylatch. */
const OURS = ["pre-commit", "pre-push"];

/**
 * Writes hooks into the git directory for work trees that have no `.husky/_`. They call the work tree's own hooks, or those
 * in `husky`; if neither exists, commits and pushes fail instead of going unchecked.
 * @param commonDir the repository's common git directory
 * @param husky absolute path of a husky folder with live hooks
 * @param inside the same path relative to the top of a work tree
 * @returns the folder for `core.hooksPath`, shaped like husky's
 */
export function writeFallbackHooks(commonDir: string, husky: string, inside: string): string {
  const folder = join(commonDir, "keylatch/.husky/_");
  // `h` and `husky.sh` are not hooks but shared by husky's hooks.
  const names = readdirSync(join(husky, "_")).filter((file) => /^[a-z-]{2,}$/.test(file));
  rmSync(join(folder, ".."), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of names) {
    writeFileSync(join(folder, name), hookText(name, husky, inside));
    chmodSync(join(folder, name), 0o755);
  }
  // husky's layout has the hooks that people wrote beside `_`; keylatch doctor reads them there.
  for (const name of process.platform === "win32" ? [] : OURS)
    symlinkSync(join(husky, name), join(folder, "..", name));
  return folder;
}

function hookText(name: string, husky: string, inside: string): string {
  const end = OURS.includes(name)
    ? `echo "keylatch: no hooks are installed here: install the packages, then run npx keylatch init" >&2\nexit 1\n`
    : "";
  return `#!/bin/sh
# written by keylatch init: this work tree's hooks, or those that were there then
for folder in ${quoted(inside)} ${quoted(husky)}; do
  [ ! -f "$folder/_/${name}" ] || exec "$folder/_/${name}" "$@"
done
${end}`;
}
