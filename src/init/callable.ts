import { existsSync } from "node:fs";
import { join } from "node:path";
import { KeylatchError } from "../errors.ts";
import type { Io } from "../io.ts";
import { isOnPath } from "../onPath.ts";
import { printable } from "../report/printable.ts";
import type { HooksKind } from "./plan.ts";
import { binPath, type Project } from "./project.ts";

/**
 * Checks, before anything is written, that the hooks will find what they call: in a repository without package.json, and
 * where only Yarn finds packages.
 * @param husky path of husky's command, `null` if it is not installed
 * @throws {KeylatchError} `not-at-top`, `no-package`, `not-on-path`
 */
export function requireCallable(
  { env, top, project }: { env: Io["env"]; top: string; project: Project },
  kind: HooksKind,
  husky: string | null,
): void {
  if (project.manifest !== null) {
    if (project.inside === "" || binPath(project, top) !== null) return;
    throw new KeylatchError(
      "not-at-top",
      `Yarn finds keylatch from ${printable(project.inside)} only, and hooks run at the top`,
      {
        hint: "Nothing was changed. Install it at the top; or let Yarn link commands, in .yarnrc.yml:",
        lines: ["nodeLinker: node-modules"],
      },
    );
  }
  if (kind === "husky" && husky === null)
    throw new KeylatchError("no-package", "there is no package.json here, and husky needs one", {
      hint: "Nothing was changed. Without one, use git's own hooks and install keylatch globally:",
      lines: ["npm install --global keylatch", "keylatch init --hooks native"],
    });
  if (kind !== "husky" && !existsSync(join(project.folder, "node_modules/.bin/keylatch")) && !isOnPath(env))
    throw new KeylatchError("not-on-path", "keylatch is not on the PATH that git's hooks will have", {
      hint: "Nothing was changed. There is no package.json here either, so install it globally:",
      lines: ["npm install --global keylatch"],
    });
}
