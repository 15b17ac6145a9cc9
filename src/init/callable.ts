import { existsSync } from "node:fs";
import { join } from "node:path";
import { KeylatchError } from "../errors.ts";
import type { Io } from "../io.ts";
import { isOnPath } from "../onPath.ts";
import type { HooksKind } from "./plan.ts";
import type { Project } from "./project.ts";

/**
 * Checks, before anything is written, that the hooks of a repository without package.json will find what they call.
 * @param husky path of husky's command, `null` if it is not installed
 * @throws {KeylatchError} `no-package`, `not-on-path`
 */
export function requireCallable(
  env: Io["env"],
  project: Project,
  kind: HooksKind,
  husky: string | null,
): void {
  if (project.manifest !== null) return;
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
