import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile, stat, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Files at the top that hooks may need: the configuration of lint-staged and of hook managers. */
const CONFIGURATION =
  /^(?:package\.json|yarn\.lock|\.lintstagedrc.*|lint-staged\.config\..*|\.?lefthook(?:-local)?\.\w+|\.pre-commit-(?:config|hooks)\.yaml|\.?simple-git-hooks\..*)$/;

/**
 * Gives the trial's work tree what hooks need from the user's: installed packages and configuration.
 * @param folder the trial's work tree
 * @param top of the user's work tree
 * @param hook the file that calls keylatch
 */
export async function furnish(folder: string, top: string, hook: string): Promise<void> {
  for (const name of await readdir(top)) {
    if (CONFIGURATION.test(name) && (await stat(join(top, name))).isFile())
      await copyFile(join(top, name), join(folder, name));
  }
  for (const inside of await moduleFolders(top, hook)) {
    await mkdir(dirname(join(folder, inside)), { recursive: true });
    await symlink(join(top, inside), join(folder, inside), "junction");
  }
}

/** The package folders to link: at the top, and where the hook looks for keylatch. */
async function moduleFolders(top: string, hook: string): Promise<string[]> {
  const text = existsSync(hook) ? await readFile(hook, "utf8") : "";
  const named = /^keylatch='?([^'\n]*node_modules)\//m.exec(text)?.[1] ?? "node_modules";
  return [...new Set(["node_modules", named, ".pnp.cjs", ".yarnrc.yml", ".yarn"])].filter((path) =>
    existsSync(join(top, path)),
  );
}
