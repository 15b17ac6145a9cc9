import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { inside } from "../inside.ts";
import { parseJson } from "../json.ts";
import type { Project } from "./project.ts";

/** `husky .config/husky`, `cd .. && npx husky install frontend/.husky`. The dot or slash tells a folder from other words. */
const CALL =
  /(?:^|&&|;)\s*(?:cd\s+([\w./-]+)\s*&&\s*)?(?:(?:npx|pnpm(?: exec)?|yarn|bunx)\s+)?husky(?:\s+install)?\s+(?=[\w/-]*[./])([\w.][\w./-]*)\s*(?=$|&&|;|\|\|)/;

/**
 * The absolute path of husky's folder: the one in the script that runs after installing, the one in `core.hooksPath`, or
 * `.husky` at the top.
 * @param own the repository's own value of `core.hooksPath`
 * @throws {KeylatchError} `bad-package-json`
 */
export function huskyFolder(project: Project, top: string, own: string | undefined): string {
  const named = namedBy(project);
  const set = own === undefined ? null : hooksOf(own, top);
  return (
    [named, set].find((folder) => folder !== null && inside(top, folder) !== null) ?? join(top, ".husky")
  );
}

/** Whether a value of `core.hooksPath` is a folder that husky generated or will generate. */
export function isHuskys(path: string, top: string): boolean {
  return hooksOf(path, top) !== null;
}

/** The folder of the hooks that people write, `null` if it is not husky's. */
function hooksOf(path: string, top: string): string | null {
  const full = resolve(top, path);
  if (/(?:^|[\\/])\.husky$/.test(full)) return full;
  const isGenerated =
    /[\\/]_$/.test(full) && (/[\\/]\.husky[\\/]_$/.test(full) || existsSync(join(full, "h")));
  return isGenerated ? dirname(full) : null;
}

function namedBy({ manifest, folder, inside: own, installScript }: Project): string | null {
  if (manifest === null) return null;
  const { scripts } = parseJson(manifest, `${own}/package.json`, "bad-package-json") as {
    scripts?: Readonly<Record<string, unknown>>;
  };
  const [, from = ".", name] = CALL.exec(String(scripts?.[installScript] ?? "")) ?? [];
  return name === undefined ? null : resolve(folder, from, name);
}
