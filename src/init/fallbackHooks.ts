import { chmodSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { quoted } from "./hookText.ts";

/** Without these nothing is checked. */
const OURS = ["pre-commit", "pre-push"];

/**
 * Writes hooks into the git directory for work trees that have no `.husky/_`. They hand over to the work tree's own
 * hooks or to those in `husky`; where there are none any more, a commit and a push fail instead of going unseen.
 * @param commonDir of the repository
 * @param husky absolute path of a folder of husky's with live hooks
 * @param inside the same from the top of a work tree
 * @returns the folder for `core.hooksPath`, shaped like husky's
 */
export function writeFallbackHooks(commonDir: string, husky: string, inside: string): string {
  const folder = join(commonDir, "keylatch/.husky/_");
  rmSync(join(folder, ".."), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // `h` and `husky.sh` are no hooks, but what husky's hooks share.
  for (const name of readdirSync(join(husky, "_")).filter((file) => /^[a-z-]{2,}$/.test(file))) {
    writeFileSync(join(folder, name), hookText(name, husky, inside));
    chmodSync(join(folder, name), 0o755);
  }
  // What people wrote stands beside husky's own folder, for who reads it: keylatch doctor.
  for (const name of process.platform === "win32" ? [] : OURS)
    symlinkSync(join(husky, name), join(folder, "..", name));
  return folder;
}

function hookText(name: string, husky: string, inside: string): string {
  const end = OURS.includes(name)
    ? `echo "keylatch: no hooks are installed here: install the packages, then run keylatch init" >&2\nexit 1\n`
    : "";
  return `#!/bin/sh
# written by keylatch init: this work tree's hooks, or those that were there then
for folder in ${quoted(inside)} ${quoted(husky)}; do
  [ ! -f "$folder/_/${name}" ] || exec "$folder/_/${name}" "$@"
done
${end}`;
}
